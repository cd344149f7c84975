#!/bin/sh
# 50-house.sh: rules of this house that a command can check.
. "${srcdir:=.}/tests/script.sh"
cd "$srcdir" || exit 99

sources=$(find src include ui -name '*.[ch]' | LC_ALL=C sort)

# The code alone, as FILE:LINE:code: comments and strings blanked.
code_of()
{
    awk '
        FNR == 1 { inside = 0 }
        {
            line = $0
            gsub(/"([^"\\]|\\.)*"/, "\"\"", line)
            if (inside) {
                if (!sub(/^.*\*\//, "", line)) next
                inside = 0
            }
            gsub(/\/\*([^*]|\*[^\/])*\*\//, "", line)
            sub(/\/\/.*/, "", line)
            if (sub(/\/\*.*/, "", line)) inside = 1
            print FILENAME ":" FNR ":" line
        }' "$@"
}

only_os_maps()
{
    nothing "$(code_of $sources | grep -v '^src/heap/os\.c:' | grep -E '\b(mmap|mremap|munmap|s?brk)\(')"
}

heap_allocates_nothing()
{
    nothing "$(code_of src/heap/*.c | grep -E \
        '\b(malloc|calloc|realloc|free|strdup|strndup|fopen|fdopen|fprintf|printf|puts|fputs|putchar|perror)\(')"
}

curses_in_one_file()
{
    nothing "$(grep -lE '#include *<(ncursesw?/)?n?curses\.h>' $sources | grep -vx 'ui/back/curses\.c')"
}

lower_rooms_are_quiet()
{
    nothing "$(code_of $(find src/trace ui/view -name '*.[ch]') |
        grep -E '\b(printw|initscr|fopen|getenv|isatty|printf)\(')"
}

# So that .ci/run need not build all of it for other page sizes.
page_size_in_one_file()
{
    nothing "$(code_of $sources | grep -vE '^(include/mems\.h|src/heap/mems\.c):' |
        grep -E '\bPAGE_SIZE\b')" &&
        nothing "$(grep -lE '#include *["<]mems\.h' $sources | grep -vx 'src/heap/mems\.c')"
}

# The files that CODE-MAP names: "DIRECTORY/a.h a.c  what they are".
mapped()
{
    awk -F '  ' '/^[^ ]+( [^ ]+)*  / {
        n = split($1, names, " ")
        directory = names[1]
        sub(/[^\/]*$/, "", directory)
        print names[1]
        for (i = 2; i <= n; i++) print directory names[i]
    }' CODE-MAP
}

in_code_map()
{
    mapped >"$scratch/mapped"
    nothing "$(printf '%s\n' $sources $(find tests -name "*.[ch]" -o -name "*.sh") | grep -vxFf "$scratch/mapped")"
}

code_map_is_true()
{
    mapped | while read -r file; do
        [ -e "$file" ] || echo "CODE-MAP names $file, which is not there"
    done >"$scratch/gone"
    nothing "$(cat "$scratch/gone")"
}

# A header that several rooms have is whichever stands above.
includes_go_up()
{
    mapped >"$scratch/mapped"
    nothing "$(awk '
        FILENAME ~ /mapped$/ { place[$0] = FNR; base = $0; sub(/.*\//, "", base)
            if (!(base in first)) first[base] = FNR; next }
        /^#include "/ { split($0, part, "\""); base = part[2]; sub(/.*\//, "", base)
            if (first[base] > place[FILENAME]) print FILENAME " includes " base ", which stands below it" }
    ' "$scratch/mapped" $sources)"
}

files_are_short() { nothing "$(wc -l $sources | awk '$2 != "total" && $1 > 450')"; }

# Columns, not bytes; a row of a table may be as long as its text.
lines_are_short()
{
    nothing "$(LC_ALL=C awk '{ line = $0; gsub(/[\200-\277]/, "", line) }
        length(line) > 100 && line !~ /^ *(X\(|\{")/ { print FILENAME ":" FNR }' $sources)"
}

files_open_with_a_comment()
{
    nothing "$(awk 'FNR == 1 && $0 !~ /^\/\* [a-z0-9_\/]+\.[ch]: / { print FILENAME ": " $0 }' $sources)"
}

headers_stand_alone()
{
    for header in $(printf '%s\n' "$sources" | grep '\.h$'); do
        case $header in
        include/* | src/heap/*) room='' ;;
        src/trace/*) room='-Isrc/trace' ;;
        ui/view/*) room='-Isrc/trace -Iui/view' ;;
        ui/back/*) room='-Iui/view -Iui/back' ;;
        ui/judge/*) room='-Isrc/trace -Iui/judge' ;;
        *) room='-Isrc/trace -Iui/view -Iui/back -Iui/bench -Iui/judge' ;;
        esac
        printf '#include "%s"\n' "$header" |
            ${CC:-cc} -std=c11 -D_GNU_SOURCE -fsyntax-only -I. -Iinclude $room -x c - ||
            echo "$header needs more than itself"
    done >"$scratch/headers" 2>&1
    nothing "$(cat "$scratch/headers")"
}

manual_is_clean()
{
    warnings=$(groff -ww -man -Tutf8 "$1" 2>&1 >/dev/null)
    nothing "$warnings"
}

check 'only os.c names mmap and munmap' only_os_maps
check 'src/heap uses neither malloc nor streams' heap_allocates_nothing
check 'curses.h is included by one file' curses_in_one_file
check 'src/trace and ui/view open no files and print nothing' lower_rooms_are_quiet
check 'only mems.c depends on PAGE_SIZE' page_size_in_one_file
check 'CODE-MAP names every source: add a line for the new one' in_code_map
check 'CODE-MAP names only what is there' code_map_is_true
check 'a file includes only what stands above it in CODE-MAP' includes_go_up
check 'no file is over 450 lines' files_are_short
check 'no line is over 100 columns but rows of tables' lines_are_short
check 'every file says what it is in its first line' files_open_with_a_comment
check 'every header is self-sufficient' headers_stand_alone
if command -v groff >/dev/null; then
    for page in man/mems*.[135]; do
        check "$page has no warnings" manual_is_clean "$page"
    done
fi
finish
