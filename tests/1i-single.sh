#!/bin/sh
# 1i-single.sh: the library as one header: whole, clean in every language that it is
# for, beside any names of a program, and as right as the library.
. "${srcdir:=.}/tests/script.sh"

header=${builddir:=.}/single/mems.h
: "${CC:=cc}" "${AWK:=awk}" "${NM:=nm}"
include="-I$builddir/single"
strict='-Wall -Wextra -pedantic -Werror'
heap_tests='17-time 17-moments 18-heap 19-mems 1c-twin 1d-limits 1f-usage 1g-packed 1h-effort'
wrapped_tests='1a-memory 1b-no-malloc'

has() { command -v "$1" >/dev/null; }

# ---- As a file ----

join() { "$@" -f "$srcdir/src/single/join.awk" -v srcdir="$srcdir" -v version=0 "$srcdir/CODE-MAP"; }

# By every awk there is, in any language.
same_everywhere()
{
    LC_ALL=C join $AWK >"$scratch/one" || return 1
    for awk in awk mawk gawk 'gawk --posix' original-awk 'busybox awk'; do
        has ${awk%% *} || continue
        join $awk >"$scratch/other" && cmp "$scratch/one" "$scratch/other" || return 1
    done
}

# It needs no file but the system's, and declares all that the library does.
stands_alone() { nothing "$(grep -n '^#include "' "$header")"; }
declares_all()
{
    for name in $(cat "$srcdir/src/heap/libmems.sym"); do
        grep -qE "^MEMS_IN_PUBLIC .*[ *]$name\\(" "$header" || echo "$name is not declared"
    done >"$scratch/missing"
    nothing "$(cat "$scratch/missing")"
}
has_licence() { grep -q 'Permission is hereby granted' "$header"; }

# ---- As a program sees it ----

# compiled NAME COMPILER...: the course's example, which prints what the library's does.
compiled()
{
    name=$1
    shift
    "$@" $strict $include -o "$scratch/$name" "$scratch/$name.${suffix:-c}" &&
        "$scratch/$name" | diff "$srcdir/examples/$name.txt" -
}

parsed() { "$@" $strict $include -fsyntax-only "$scratch/course.${suffix:-c}"; }

# The program that its head shows.
head_is_true()
{
    { echo '#include "mems.h"'; sed -n '/^ \*     int main/,/^ \*     }$/s/^ \*//p' "$header"; } >"$scratch/head.cpp"
    sed 's|//.*||' "$scratch/head.cpp" >"$scratch/head.c"
    for compiler in "$CC -std=c99" "$(echo "$CC" | sed 's/gcc$/g++/; s/clang$/clang++/') -std=c++11"; do
        case $compiler in *=c++*) ending=cpp ;; *) ending=c ;; esac
        has ${compiler%% *} || continue
        $compiler $strict $include -o "$scratch/head" "$scratch/head.$ending" &&
            "$scratch/head" | grep -qF 'P[1000:1039] <-> H[1040:5095]' || return 1
    done
}

# page SIZE PAGES UNUSED LENGTHS: of the ten blocks.
page()
{
    $CC -DPAGE_SIZE="$1" $strict $include -o "$scratch/page" "$scratch/course.c" &&
        "$scratch/page" | sed -n '/All blocks/,/^---.*given/p' >"$scratch/printed" &&
        grep -qx "Pages used:	$2" "$scratch/printed" &&
        grep -qx "Space unused:	$3" "$scratch/printed" &&
        grep -qxF "Sub-chain Length array: [$4]" "$scratch/printed"
}

# Names that the sources give to what is private: structs, functions, macros.
private_tags() { sed -n 's/^struct \([a-z_]*\) {.*/\1/p' "$srcdir"/src/heap/*.[ch]; }
private_names()
{
    sed -n -e 's/^#define \([A-Z][A-Z_]*\).*/\1/p' \
        -e 's/^\(TARGET \)\{0,1\}static [^(]*[ *]\([a-z_]*\)(.*/\2/p' "$srcdir"/src/heap/*.[ch]
}

# A program may have them all, before it includes the header and after.
leaves_names_alone()
{
    private_tags | grep -v '^mems_' | LC_ALL=C sort -u | sed 's/.*/struct & { int mine; };/' >"$scratch/tags"
    private_names | grep -viE '^(mems|map|madv)_|^main$' | LC_ALL=C sort -u | sed 's/.*/extern double &;/' >"$scratch/names"
    [ "$(cat "$scratch/tags" "$scratch/names" | wc -l)" -gt 100 ] || return 1
    cat "$scratch/tags" "$scratch/names" "$scratch/course.c" >"$scratch/before.c"
    { echo '#include "mems.h"'; cat "$scratch/tags" "$scratch/names" "$scratch/course.c"; } >"$scratch/after.c"
    $CC -std=c99 $include -fsyntax-only "$scratch/before.c" &&
        $CC -std=c99 $include -fsyntax-only "$scratch/after.c"
}

only_our_symbols()
{
    $CC $include -c -o "$scratch/course.o" "$scratch/course.c" || return 1
    nothing "$($NM "$scratch/course.o" | awk '$(NF - 1) != "U" { print $NF }' | grep -vE '^_?(mems_|main$|\.)|\.[0-9]+$')"
}

# Macros that a program has more than what the system's headers define.
only_our_macros()
{
    macros() { $CC $include -dM -E -x c - | awk '{ sub(/\(.*/, "", $2); print $2 }' | LC_ALL=C sort -u; }
    echo '#include "mems.h"' | macros >"$scratch/with"
    grep '^#include <' "$header" | grep -v 'asm/' | macros >"$scratch/without"
    nothing "$(LC_ALL=C comm -23 "$scratch/with" "$scratch/without" | grep -vE '^(MEMS_|mems_init$|PAGE_SIZE$)')"
}

# One heap, whichever of a program's files asks, and each may have all of the header.
files_share_one_heap()
{
    printf '#include "mems.h"\nvoid *there(void);\nvoid *there(void) { return mems_malloc(10); }\n' >"$scratch/there.c"
    cat >"$scratch/here.c" <<'END'
#include "mems.h"
void *there(void);
int main(void)
{
    mems_init();
    if ((size_t)mems_malloc(10) != 1000 || (size_t)there() != 1010)
        return 1;
    mems_free(there());
    mems_print_stats();
    mems_finish();
    return 0;
}
END
    for file in here there; do
        $CC $strict $include -c -o "$scratch/$file.o" "$scratch/$file.c" || return 1
    done
    share && $CC $strict $include -DMEMS_DECLARATIONS_ONLY -c -o "$scratch/there.o" "$scratch/there.c" &&
        share
}
share()
{
    $CC -o "$scratch/both" "$scratch/here.o" "$scratch/there.o" &&
        "$scratch/both" | grep -q 'P\[1000:1009\] <-> P\[1010:1019\] <-> H'
}

# ---- As the heap's tests see it ----

# heap_test NAME FLAGS...: a test of the library on the heap of the header.
heap_test()
{
    name=$1
    shift
    more=
    case $name in
    *twin) more=$srcdir/tests/twin.c ;;
    *memory) more=$srcdir/tests/maps.c ;;
    esac
    test_compiles "$@" -o "$scratch/test" "$srcdir/tests/$name.c" $more "$scratch/heaps.o" \
        "$scratch/library.o" $CHECK_LIBS && MEMS_OPS=${MEMS_OPS-20000} "$scratch/test"
}

test_compiles()
{
    $CC -std=c11 -D_GNU_SOURCE $PAGE_SIZE_FLAG -DMEMS_DECLARATIONS_ONLY -include "$header" \
        -I"$srcdir/include" $CHECK_CFLAGS "$@"
}

library_compiles()
{
    printf '#include "mems.h"\n' >"$scratch/library.c"
    $CC -std=c99 -O1 $PAGE_SIZE_FLAG $strict $include -c -o "$scratch/library.o" "$scratch/library.c" &&
        test_compiles -c -o "$scratch/heaps.o" "$srcdir/tests/heaps.c"
}

links_wrapped()
{
    echo 'int main(void) { return 0; }' >"$scratch/empty.c"
    $CC -Wl,--wrap=mmap,--wrap=munmap -o "$scratch/empty" "$scratch/empty.c" 2>/dev/null
}

for name in course first heap; do
    sed -e 's/<\(mems.*\.h\)>/"\1"/' -e '/"mems\/heap\.h"/s/.*/#include "mems.h"/' \
        "$srcdir/examples/$name.c" >"$scratch/$name.c"
    sed 's/\(int \*.*\) = mems_\(malloc\|get\)(/\1 = (int *)mems_\2(/; s/\(ptr\[.*\]\) = mems_malloc/\1 = (int *)mems_malloc/' \
        "$scratch/$name.c" >"$scratch/$name.cpp"
done

check 'the header is the same by every awk' same_everywhere
check 'it includes nothing of ours' stands_alone
check 'the program in its head runs' head_is_true
check 'it declares what the library exports' declares_all
check 'it has the licence' has_licence
for compiler in gcc clang; do
    has $compiler || continue
    check "$compiler example.c" compiled course $compiler
    check "$compiler -std=c99" parsed $compiler -std=c99
    check "$compiler -std=c11" parsed $compiler -std=c11
    check "$compiler -std=c17" parsed $compiler -std=c17
    check "$compiler with more warnings" parsed $compiler -Wshadow -Wconversion -Wstrict-prototypes
done
for compiler in g++ clang++; do
    has $compiler || continue
    suffix=cpp
    check "$compiler -std=c++11 example.cpp" compiled course $compiler -std=c++11
    check "$compiler -std=c++17" parsed $compiler -std=c++17
    check "$compiler -std=c++20" parsed $compiler -std=c++20
    suffix=
done
check 'the first program of README' compiled first $CC
check 'the program of mems(3)' compiled heap $CC
check 'pages of 100 bytes' page 100 100 0 '1, 1, 1, 1, 1, 1, 1, 1, 1, 1, '
check 'pages of 2048 bytes' page 2048 5 240 '3, 3, 3, 3, 3, '
check 'pages of 8192 bytes' page 8192 2 6384 '9, 3, '
check 'the names of a program do not matter' leaves_names_alone
check 'every symbol begins with mems_' only_our_symbols
check 'every macro begins with MEMS_' only_our_macros
check 'files of one program share one heap' files_share_one_heap
check 'it compiles as a library' library_compiles
for name in $heap_tests; do
    check "tests/$name on it" heap_test $name
done
if links_wrapped; then
    check 'tests/1a-memory on it' heap_test 1a-memory -Wl,--wrap=mmap,--wrap=munmap
    check 'tests/1b-no-malloc on it' heap_test 1b-no-malloc -Wl,--wrap=write
fi
finish
