#!/bin/sh
# 4b-verify.sh: --verify from outside, with a program whose heap breaks: what is said
# on the screen and in the end, and with which status.
. "${srcdir:=.}/tests/script.sh"
builddir=$(cd "${builddir:=.}" && pwd)
lessons=$(cd "$srcdir/workloads" && pwd)
mems=$builddir/mems
broken=$builddir/tests/broken-mems
[ -x "$broken" ] || { echo "$broken is not there"; exit 99; }
cd "$scratch" || exit 99

printf 'malloc A 1000\nmalloc B 800\nmalloc C 2000\nmalloc D 4000\nmalloc E 1200\n' >harmed
printf 'malloc F 2500\nmalloc G 6000\nfree B\nfree E\n' >>harmed
printf 'malloc H 10\nmalloc I 20\n' | cat harmed - >longer

# gives STATUS PROGRAM ARGUMENTS...: what it printed is in out and error.
gives()
{
    wanted=$1
    shift
    "$@" >out 2>error </dev/null
    status=$?
    [ "$status" -eq "$wanted" ] || { echo "status $status"; cat error; return 1; }
}

says() { grep -qF -e "$2" "$1" || { cat "$1"; return 1; }; }

run_finds()
{
    gives 1 env MEMS_BREAK="$1" MEMS_BREAK_AT=2 "$broken" run "$3" --verify &&
        says error "mems: $3: after operation 9: $2" && nothing "$(cat out)"
}

render_finds()
{
    gives 1 env MEMS_BREAK="$1" MEMS_BREAK_AT=2 "$broken" "$2" longer --verify --size 80x24 \
        --ascii && says error "mems: longer: after step 9: $3" && says out "heap broken . step 9/11" &&
        says out "! " && says out "$4"
}

goes_unseen()
{
    gives 0 env MEMS_BREAK="sums" MEMS_BREAK_AT=2 "$broken" run harmed
}

all_is_well()
{
    for file in "$lessons"/*/*.mems; do
        gives 0 "$mems" render "$file" --verify && nothing "$(cat error)" &&
            gives 0 "$mems" render "$file" --verify --view chain --at 50% &&
            "$mems" run "$file" --verify --totals >out 2>error
        [ $? -le 1 ] && says out "checks of the whole heap found no fault" || return 1
    done
}

# Heads of nodes that stand apart take a row each, below a fold too.
a_fold_comes_first()
{
    gives 0 "$mems" render "$lessons/examples/random.mems" --at 300 --size 80x24 --do bytes --verify
}

# There a cell is what most of its bytes are.
two_moments_are_true()
{
    gives 0 "$mems" render "$lessons/lessons/04-reuse.mems" --at 12 --verify --do 'compare 2 9'
}

check 'lessons and examples hold' all_is_well
check 'nodes below a fold hold' a_fold_comes_first
check 'two moments hold' two_moments_are_true
check 'run finds a link' run_finds link-back "a sub-chain's links do not agree: at 9096, in node 1, \
its link back leads to nothing" harmed
check 'run finds a link on the way' run_finds link-on "a sub-chain's links do not agree" longer
check 'run finds the index' run_finds index "the index disagrees with the chains: at 2000, in \
node 0" harmed
check 'run finds books' run_finds in-use "the heap's books differ from its nodes" longer
check 'render shows a link' render_finds link-on render "a sub-chain's links do not agree: at \
5096, in node 1" '! not as it should be: no link leads to 4,096 B of it'
check 'view shows it too' render_finds node-link view "the main chain's links do not agree: at \
9192, in node 2" '! node 2: not as it should be'
check 'without --verify nothing is compared' goes_unseen
finish
