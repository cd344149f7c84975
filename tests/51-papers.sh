#!/bin/sh
# 51-papers.sh: what README, manual and completions say is so: their examples are
# run, their tables and the picture are the program's own. UPDATE=1 rewrites
# tables and picture.
. "${srcdir:=.}/tests/script.sh"
: "${builddir:=.}"
mems=$builddir/mems
readme=$srcdir/README.md

same_text() { diff -u "$1" "$2"; }

prints()
{
    "$builddir/examples/$1" >"$scratch/out" && diff -u "$srcdir/examples/$1.txt" "$scratch/out"
}

workload_runs()
{
    code "$readme" workload >"$scratch/ten.mems"
    [ "$(wc -l <"$scratch/ten.mems")" -eq 10 ] && "$mems" run "$scratch/ten.mems"
}

# The keys as the program has them now, in the form of a paper.
keys_in_step()
{
    "$builddir/tests/keys-table" "$2" >"$scratch/keys" && in_step "$1" keys "$scratch/keys"
}

picture_in_step()
{
    draw_picture >"$scratch/picture.svg" || return 1
    if [ -n "$updating" ]; then
        cat "$scratch/picture.svg" >"$srcdir/docs/picture.svg"
    fi
    cmp "$srcdir/docs/picture.svg" "$scratch/picture.svg"
}

draw_picture()
{
    "$mems" render "$srcdir/workloads/lessons/11-fragmentation.mems" \
        --at 'free, but of no use' --size 100x26 --to svg
}

# Every option that a verb's help names is in the manual and the completions.
options_told()
{
    options=$("$mems" help "$1" | grep -oE -- '--[a-z][a-z-]+' | sort -u)
    [ -n "$options" ] || { echo "no options in: mems help $1"; return 1; }
    for option in $options; do
        for paper in man/mems.1 completions/mems.bash completions/_mems; do
            sed 's/\\-/-/g' "$srcdir/$paper" | grep -qE -- "$option([^a-z-]|\$)" ||
                echo "$paper does not name $option of $1"
        done
    done >"$scratch/untold"
    nothing "$(cat "$scratch/untold")"
}

# And bash offers those of each verb that it takes, and no other.
options_offered()
{
    command -v bash >/dev/null || return 0
    "$mems" help "$1" | grep -oE -- '^ +(-o, )?--[a-z-]+' | grep -oE -- '--[a-z-]+' |
        LC_ALL=C sort -u >"$scratch/taken"
    bash -c '. "$1"; _mems_options "$2"' - "$srcdir/completions/mems.bash" "$1" | tr ' ' '\n' |
        grep -vx -- --version | LC_ALL=C sort -u >"$scratch/offered"
    diff "$scratch/taken" "$scratch/offered"
}

# Every function that the headers declare is in mems(3).
functions_told()
{
    cat "$srcdir/include/mems.h" "$srcdir/include/mems/heap.h" | grep -v '^typedef' |
        grep -oE '^[a-z].* \*?mems_[a-z_]+\(' | grep -oE 'mems_[a-z_]+\($' | tr -d '(' |
        sort -u >"$scratch/functions"
    [ -s "$scratch/functions" ] || { echo 'no functions in the headers'; return 1; }
    while read -r function; do
        grep -qE "$function([^a-z_]|\$)" "$srcdir/man/mems.3" ||
            echo "mems.3 does not name $function"
    done <"$scratch/functions" >"$scratch/untold"
    nothing "$(cat "$scratch/untold")"
}

code "$readme" library >"$scratch/first.c"
sed '/^$/d' "$srcdir/examples/first.c" >"$scratch/first-example.c"
code "$readme" 'library output' >"$scratch/first.txt"

check "README's program is examples/first.c" same_text "$scratch/first-example.c" "$scratch/first.c"
check "README's output is that of examples/first.c" \
    same_text "$srcdir/examples/first.txt" "$scratch/first.txt"
if [ "${PAGE_SIZE_FLAG:-}" = '' ]; then
    check 'examples/first prints what README says' prints first
    check 'examples/course prints the addresses of the course' prints course
fi
block "$srcdir/man/mems.3" heap-example | sed 's/\\e/\\/g' >"$scratch/heap.c"
sed '1,2d' "$srcdir/examples/heap.c" >"$scratch/heap-example.c"
check "the program in mems(3) is examples/heap.c" \
    same_text "$scratch/heap-example.c" "$scratch/heap.c"
check "mems(3) names every function of the headers" functions_told
[ -n "${PAGE_SIZE_FLAG:-}" ] || check 'examples/heap prints what it should' prints heap
check "README's ten lines of workload run" workload_runs
check "README's keys are the program's" keys_in_step "$readme" md
check "mems.1's keys are the program's" keys_in_step "$srcdir/man/mems.1" man
check "README's picture is what the program draws" picture_in_step
for verb in view say run render cast race quiz present notes bench judge draw lessons; do
    check "manual and completions name the options of $verb" options_told $verb
    check "bash offers the options of $verb" options_offered $verb
done
finish
