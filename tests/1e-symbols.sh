#!/bin/sh
# 1e-symbols.sh: what the library's objects name, and what the library exports.
. "${srcdir:=.}/tests/script.sh"

archive=${builddir:=.}/.libs/libheap.a
shared=$builddir/.libs/libmems.so
: "${NM:=nm}"

# MEMBER SYMBOL, of every symbol that an object needs from outside itself.
needed()
{
    $NM -A "$archive" | awk '$(NF - 1) == "U" { sub(/@.*/, "", $NF); print $1, $NF }' |
        sed 's/:* / /; s/^[^ ]*[:/[]//'
}

# The same of every symbol that others may use.
offered() { $NM -A -g "$archive" | awk '$(NF - 1) ~ /^[ABCDGRSTVW]$/ { print $NF }'; }

reads_symbols()
{
    needed | grep -q 'os\.o mmap$' && needed | grep -q 'os\.o munmap$' &&
        offered | grep -qx mems_malloc && offered | grep -qx mems_os_map
}

no_malloc_family()
{
    nothing "$(needed | grep -E ' _*(libc_)?(malloc|calloc|realloc|reallocarray|free|cfree|memalign|posix_memalign|aligned_alloc|valloc|pvalloc|strdup|strndup|asprintf|vasprintf|getline|getdelim|brk|sbrk|mremap|mmap64|alloca)$')"
}

no_streams()
{
    nothing "$(needed | grep -E ' _*(printf|vprintf|fprintf|vfprintf|dprintf|vdprintf|puts|fputs|putc|fputc|putchar|fwrite|fopen|fdopen|freopen|open_memstream|setvbuf|perror|printf_chk|fprintf_chk|dprintf_chk)$')"
}

only_os_maps() { nothing "$(needed | grep -E ' (mmap|munmap)$' | grep -v 'os\.o ')"; }

only_known_names()
{
    nothing "$(needed | grep -vE ' (mems_[a-z0-9_]+|mmap|munmap|madvise|__cpu_model|__cpu_indicator_init|sysconf|getrlimit|v?snprintf|write|fflush|stdout|mem(cpy|set|move|cmp)|bcmp)$' |
        grep -vE ' _*(errno_location|___errno|errno|stack_chk_[a-z]+|GLOBAL_OFFSET_TABLE_|(mem[a-z]+|v?snprintf)_chk|(asan|ubsan|sanitizer|gcov|llvm|lsan)_.*)$')"
}

only_our_names() { nothing "$(offered | grep -vE '^(mems_|__(asan|odr_asan|ubsan|gcov|llvm))')"; }

exports_the_list()
{
    $NM -D --defined-only "$shared" | awk '{ sub(/@.*/, "", $NF); print $NF }' |
        grep -vE '^(_init|_fini|__(asan|odr_asan|ubsan|gcov|llvm).*|(mangle|__bss_start|_edata|_end).*)$' |
        LC_ALL=C sort >"$scratch/exported"
    LC_ALL=C sort "$srcdir/src/heap/libmems.sym" | diff - "$scratch/exported"
}

lists_the_headers()
{
    sed 's/^#.*//' "$srcdir/include/mems.h" "$srcdir/include/mems/heap.h" |
        grep -oE '\bmems_[a-z_]+\(' | tr -d '(' | grep -vx mems_sink | LC_ALL=C sort -u >"$scratch/declared"
    LC_ALL=C sort "$srcdir/src/heap/libmems.sym" | diff - "$scratch/declared"
}

# A name that two rooms give would mean one or the other, as the linker likes.
no_name_twice()
{
    for room in heap trace view back bench; do
        $NM -A -g "$builddir/.libs/lib$room.a"
    done | awk '$(NF - 1) ~ /^[BCDGRST]$/ { print $NF }' | grep -vE '^_*(asan|odr_asan|ubsan|gcov|llvm)' |
        LC_ALL=C sort | uniq -d >"$scratch/twice"
    nothing "$(cat "$scratch/twice")"
}

if ! command -v "$NM" >/dev/null; then
    echo "no $NM here"
    exit 77
fi
check 'nm shows the symbols' reads_symbols
check 'nothing of the malloc family is named' no_malloc_family
check 'no stream is written to' no_streams
check 'only os names mmap and munmap' only_os_maps
check 'no name from outside but the known ones' only_known_names
check 'every name that others see begins with mems_' only_our_names
check 'no two rooms give the same name' no_name_twice
check 'libmems.sym lists what the headers declare' lists_the_headers
if [ -e "$shared" ]; then
    check 'the shared library exports what libmems.sym lists' exports_the_list
fi
finish
