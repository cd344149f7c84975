#!/bin/sh
# 4c-say.sh: what `mems say` says: lessons whole and a talk, as golden texts in
# tests/golden/4c-*.txt; statuses; and that no cursor is ever moved. UPDATE=1 writes the
# texts anew.
. "${srcdir:=.}/tests/script.sh"
mems=${MEMS:-${builddir:-.}/mems}
golden=$srcdir/tests/golden
MEMS_LESSONS=$srcdir/workloads/lessons
export MEMS_LESSONS

# gives STATUS ARGUMENTS...: says it into $scratch/out; nothing else is said.
gives()
{
    wanted=$1
    shift
    "$mems" say "$@" >"$scratch/out" 2>"$scratch/error" </dev/null
    status=$?
    [ "$status" -eq "$wanted" ] || { echo "status $status"; cat "$scratch/error"; return 1; }
}

same()
{
    if [ -n "$updating" ]; then
        cp "$scratch/out" "$golden/4c-$1.txt"
    fi
    diff -u "$golden/4c-$1.txt" "$scratch/out"
}

# says NAME STATUS ARGUMENTS...
says()
{
    name=$1
    shift
    gives "$@" && nothing "$(cat "$scratch/error")" && same "$name" && words_alone
}

# talks NAME STATUS ARGUMENTS...: the lines are in $scratch/in.
talks()
{
    name=$1 wanted=$2
    shift 2
    TERM=dumb "$mems" say --ask "$@" >"$scratch/out" 2>"$scratch/error" <"$scratch/in"
    [ $? -eq "$wanted" ] && nothing "$(cat "$scratch/error")" && same "$name" && words_alone
}

# No character that moves a cursor, no sign that is read as its name, no number in groups,
# but in what the lesson says itself; and sentences end.
words_alone()
{
    nothing "$(LC_ALL=C tr -d '\n\040-\176\200-\377' <"$scratch/out" | od -c | head -n 1 |
        grep -v '^0000000$')" || return 1
    nothing "$(grep -E '^(Step|Node|There|Hole|Virtual|At [0-9 to]+: (a hole|block))' "$scratch/out" |
        grep -E '→|–|·|HOLE|[0-9] B|[0-9],[0-9]{3}[^0-9]')" || return 1
    nothing "$(grep -v '^Ready: ' "$scratch/out" | grep -v '[.?!:)"]$')"
}

for file in "$srcdir"/workloads/lessons/*.mems; do
    lesson=${file##*/[0-9][0-9]-}
    lesson=${lesson%.mems}
    [ "$lesson" = real-program ] || check "$lesson, said whole" says "$lesson" 0 "$file"
done
check 'reallocs and text, said whole' says buffer-growth 0 \
    "$srcdir/workloads/examples/buffer-growth.mems"

# ---- A talk ----

cat >"$scratch/in" <<'END'


layout
where A
where 2100
where
why
back
holes
largest
figures
history
node 0
node 7
here
chapters
program
go a split
go zork
12
go 50%
malloc X 100
chapters
free A
undo
undo
undo
redo
find fail
find mmap
find
find peak holes
find reuse
life A
life 2000
replay best
undo
replay best
why
bytes A
bytes A+998
bytes @9999
physical
again
around
zork
wher A
where ZZ
malloc X
malloc X 0
free C
free C
w
v
/name D
:lay all
home
back
next
previous
end

help
quit
never said
END
check 'a talk about splitting, under best fit too' talks talk 1 splitting
printf '\n\nw\n\n' >"$scratch/in"
check 'a talk with a stop at each step, and layouts' talks talk-step 0 splitting --step --layout \
    --at 'two holes'
printf 'free A\nwhere B' >"$scratch/in"
check 'a talk whose last line does not end' talks talk-cut 0 second-node --at 2
printf '\npredict 4100\n\npredict\npredict 9\npredict 1\n\npredict\nback\npredict node\nhome\npredict\n' >"$scratch/in"
check 'a talk that asks and is answered' talks talk-predict 0 splitting
printf '\n4100\n\npredict\n9\nleft\nholes\n1\n\npredict\nnone\npredict\ngo 2\n' >"$scratch/in"
check 'answers without a word before them' talks talk-answers 0 splitting
printf 'end\n:race page 100,1024\nrace first,next,best,worst\nnumbers\nnumbers frag\n%s' \
    'mark
compare 2 5
help go
' >"$scratch/in"
check 'a race and numbers, and what a talk lacks' talks talk-race 0 page-size

# ---- Parts of a run, and other heaps ----

check 'one step alone' says at 0 splitting --at 'a split'
check 'from step to step, with layouts' says from-to 0 splitting --at '3..a split' --layout
check 'from what a search finds' says found 0 second-node --at '/mmap..4'
check 'another heap' says heap 1 splitting --policy best --page-size 8192 --align 16 --no-join

printf 'malloc A 100\nexpect A at 2000\nexpect holes 1\nmalloc B 0\nfree A+4\nfree @9999\n%s' \
    'get @3000
expect fails
free A
write A "gone"
malloc 17 5000
malloc 17 3
free NULL
realloc 17 9
realloc 17 0
' >"$scratch/failing.mems"
check 'what fails is said, and the status' says failing 1 "$scratch/failing.mems"

printf 'malloc A 1\nmalloc B 1\nfree A\n' >"$scratch/tiny.mems"
check 'an empty workload' says empty 0 /dev/null
check 'single bytes' says tiny 0 "$scratch/tiny.mems" --layout

printf 'malloc \303\204 10\nsay "1 \342\206\222 2, \342\211\244 \303\251"\n' >"$scratch/signs.mems"
signs()
{
    LC_ALL=$1 "$mems" say "$scratch/signs.mems" $2 | sed -n '4,5p' >"$scratch/signs"
    [ "$(cat "$scratch/signs")" = "$3" ] || { cat "$scratch/signs"; return 1; }
}
placed='of 10 bytes is placed at 1000 to 1009 in node 0: nothing is mapped yet: a new node of 1 page'
placed="$placed; 4086 bytes stay a hole."
check 'signs as they are, with UTF-8' signs C.UTF-8 '' "Step 1: malloc Ä $placed
1 → 2, ≤ é"
check 'signs in words, without' signs C '' "Step 1: malloc ? $placed
1 to 2, at most ?"
check 'signs in words, where wanted' signs C.UTF-8 --ascii "Step 1: malloc ? $placed
1 to 2, at most ?"

# ---- From a pipe ----

through_a_pipe()
{
    cat "$srcdir/workloads/lessons/03-splitting.mems" | "$mems" say - >"$scratch/out" &&
        sed 1d "$golden/4c-splitting.txt" >"$scratch/wanted" &&
        sed 1d "$scratch/out" | diff -u "$scratch/wanted" -
}
check 'a lesson through a pipe' through_a_pipe

# Waits until the words are said.
heard()
{
    for _ in $(seq 600); do
        grep -q "$1" "$scratch/out" && return
        sleep 0.05
    done
    echo "never said: $1"
    return 1
}

as_it_comes()
{
    mkfifo "$scratch/pipe" || return 1
    : >"$scratch/out"
    cat "$scratch/pipe" | { "$mems" say - >"$scratch/out" 2>"$scratch/error"; echo $? >"$scratch/status"; } &
    exec 9>"$scratch/pipe"
    printf 'page 8192\nmalloc A 10\n' >&9
    heard '^Step 1: .* 8182 bytes stay a hole' || return 1
    printf 'say "It came late."\nexpect A at 7\n' >&9
    heard '^It came late' || return 1
    heard 'failed, it is at 1000' || return 1
    printf 'free A\nmallok B 10\n' >&9
    exec 9>&-
    wait
    [ "$(cat "$scratch/status")" -eq 2 ] && heard '^Step 2: free A' &&
        grep -q ':6:1: .*mallok' "$scratch/error" &&
        grep -q 'what comes before was said' "$scratch/error"
}
check 'what comes is said as it comes' as_it_comes

# ---- Endings ----

# A reader that leaves ends it, and nobody complains.
leaves()
{
    (trap '' PIPE; "$mems" say "$scratch/long.mems" 2>"$scratch/error"; echo $? >"$scratch/status") |
        head -n 1 >"$scratch/out"
    nothing "$(cat "$scratch/error")" && [ "$(cat "$scratch/status")" -eq 0 ]
}
echo 'random 20000 seed 7 size 1..4096 free 33%' >"$scratch/long.mems"
check 'a reader that leaves' leaves

large()
{
    "$mems" say "$scratch/long.mems" --at end --layout >"$scratch/out" </dev/null &&
        [ "$(wc -l <"$scratch/out")" -lt 25 ] && grep -q '^The largest holes:$' "$scratch/out"
}
check 'the layout of a large heap is short' large

full()
{
    "$mems" say splitting >/dev/full 2>"$scratch/error"
    [ $? -eq 2 ] && grep -q 'cannot write' "$scratch/error"
}
[ ! -w /dev/full ] || check 'a full disk' full

refuses()
{
    gives 2 "$@" && nothing "$(cat "$scratch/out")" && [ -s "$scratch/error" ]
}
check 'no such step' refuses splitting --at 99
check 'a range backwards' refuses splitting --at 5..2
check 'a search that finds nothing' refuses splitting --at /fail
check 'nowhere to ask' refuses - --ask
echo 'malloc' >"$scratch/bad.mems"
check 'a workload with a problem' refuses "$scratch/bad.mems"

# What help tells in a talk, the manual tells too.
words_told()
{
    sed -n '/^Ready: help$/,/^Ready: quit$/p' "$golden/4c-talk.txt" |
        sed -n 's/^[A-Z][a-z ]*: \([a-z]*\(, [a-z]*\)*\)\.$/\1/p' | tr -d ',' | tr ' ' '\n' \
            >"$scratch/words"
    grep -qx step "$scratch/words" && grep -qx quit "$scratch/words" || return 1
    while read -r word; do
        grep -q "^\.BR* .*$word" "$srcdir/man/mems.1" || echo "$word"
    done <"$scratch/words" >"$scratch/untold"
    nothing "$(cat "$scratch/untold")"
}
check 'the manual names the words of a talk' words_told
finish
