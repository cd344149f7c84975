#!/bin/sh
# 45-lessons.sh: every lesson and example runs, and its expectations hold and
# can fail; every lesson is told in steps, short captions and chapters, asks, proves
# what it says where it says it, and ends with what to try next.
. "${srcdir:=.}/tests/script.sh"
mems=${MEMS:-${builddir:-.}/mems}
MEMS_LESSONS=$srcdir/workloads/lessons
export MEMS_LESSONS

runs()
{
    "$mems" run "$1" >"$scratch/out" 2>"$scratch/error" && nothing "$(cat "$scratch/error")"
}

says_what_it_shows()
{
    head -n 1 "$1" | grep -Eq '^# [A-Z][^:]{3,40}: [a-z].{10,80}$' || head -n 1 "$1"
}

# At least $3 lines of $1 that begin with the word $2.
has() { [ "$(grep -c "^$2" "$1")" -ge "$3" ] || { echo "fewer than $3: $2"; return 1; }; }

# Two rows at 80 columns.
captions_are_short()
{
    nothing "$(grep '^say ' "$1" | awk 'length($0) - 6 > 150')"
}

# A caption is read on slides and paper, too, and heard: it names views, never keys.
captions_name_no_keys()
{
    nothing "$(grep -Ei '^(say|#).*(\<press|\<type |\<key\>|\<Tab\>|Page(Up|Down)|space bar|\<Enter\>)' "$1")"
}

# No caption stands at a step without an expectation; prints those that do.
captions_without_proof()
{
    awk 'function step() { if (said != "" && !proved) print said; said = ""; proved = 0 }
        /^(malloc|free|get|write|realloc|a|r|f) / { step() }
        /^policy / && begun { step() }
        /^malloc / { begun = 1 }
        /^say / { said = $0 }
        /^expect / { proved = 1 }
        END { step() }' "$1"
}
captions_are_proved() { nothing "$(captions_without_proof "$1")"; }

ends_with_what_to_try() { grep '^say ' "$1" | tail -n 1 | grep 'Try next: '; }

# What captions tell to type at ":" is understood.
commands_work()
{
    grep -o ':race [a-z0-9,]*\( [0-9,]*\)\{0,1\}' "$1" | sort -u | cut -c2- | while read -r command; do
        "$mems" render "$1" --at end --do "$command" --size 80x24 | grep -q ' race ' || echo "$command"
    done >"$scratch/commands" 2>&1
    nothing "$(cat "$scratch/commands")"
}

# Under another page size the addresses are others, and the run says so.
expectations_can_fail()
{
    "$mems" run --page-size 512 "$1" >"$scratch/out" 2>"$scratch/error"
    [ $? -eq 1 ] && grep -q ': expect .*, found ' "$scratch/error"
}

# The frame at every step with a chapter is drawn, and has as many rows.
chapters_are_drawn()
{
    sed -n 's/^mark "\(.*\)"$/\1/p' "$1" | while read -r chapter; do
        rows=$("$mems" render "$1" --at "$chapter" --size 80x24 | wc -l)
        [ "$rows" -eq 24 ] || echo "$chapter: $rows rows"
    done >"$scratch/chapters" 2>&1
    nothing "$(cat "$scratch/chapters")"
}

is_listed()
{
    name=${1##*/}
    name=${name%.mems}
    title=$(sed -n '1s/^# \([^:]*\):.*/\1/p' "$1")
    "$mems" lessons </dev/null | grep -F " ${name#[0-9][0-9]-} " | grep -Fq "$title"
}

takes_three_to_eight_minutes()
{
    "$mems" lessons | grep -E "^ +${1#0}  .* [3-8] min  "
}

# Lesson $1 gives one page to policy $2, and proves that every other needs two.
wins()
{
    for policy in first next best worst; do
        "$mems" run --totals --policy $policy "$1" >"$scratch/out" 2>"$scratch/error"
        status=$?
        if [ $policy = "$2" ]; then
            [ $status -eq 0 ] || { echo "$policy: $status"; return 1; }
        else
            grep -q ': expect pages 1, found 2$' "$scratch/error" || { echo "$policy wins"; return 1; }
        fi
    done
}

# What the lesson on page sizes says of others than its own.
page_sizes()
{
    for found in '4096 10 3' '8192 10 2'; do
        set -- $found
        "$mems" run --page-size "$1" page-size 2>&1 | grep -q "expect pages $2, found $3\$" || return 1
    done
    "$mems" run --page-size 4096 page-size 2>&1 | grep -q 'expect unused 240, found 2288' &&
        "$mems" run --page-size 8192 page-size 2>&1 | grep -q 'expect unused 240, found 6384'
}

# With the real program it is worst fit that needs most pages.
worst_needs_most()
{
    "$mems" race real-program --policy first,next,best,worst --at end >"$scratch/out" &&
        grep -q 'worst fit mapped 19 pages, the others 18' "$scratch/out"
}

waste() { "$mems" render alignment --at 8 --do numbers --size 80x24 | grep 'waste B  *71 '; }

old_bytes() { "$mems" render reuse --at 7 --do bytes --size 80x24 | grep 'B.was.here'; }

for file in "$srcdir"/workloads/lessons/*.mems; do
    lesson=${file##*/}
    check "$lesson has three stops" has "$file" stop 3
    check "$lesson has three chapters" has "$file" mark 3
    check "$lesson has five captions" has "$file" say 5
    check "$lesson has ten expectations" has "$file" expect 10
    check "$lesson asks two questions" has "$file" '?' 2
    check "$lesson: what it says is proved there" captions_are_proved "$file"
    check "$lesson: its expectations can fail" expectations_can_fail "$file"
    check "$lesson: commands in captions work" commands_work "$file"
    check "$lesson ends with what to try next" ends_with_what_to_try "$file"
    check "$lesson takes three to eight minutes" takes_three_to_eight_minutes "${lesson%%-*}"
done
for file in "$srcdir"/workloads/lessons/*.mems "$srcdir"/workloads/examples/*.mems; do
    name=${file##*/}
    check "$name says what it shows" says_what_it_shows "$file"
    check "$name runs, and its expectations hold" runs "$file"
    check "$name: its captions are short" captions_are_short "$file"
    check "$name: its captions name no keys" captions_name_no_keys "$file"
    check "$name: its chapters are drawn" chapters_are_drawn "$file"
    check "$name is in the list" is_listed "$file"
done
for policy in first next best worst; do
    check "where $policy fit wins" wins "$srcdir"/workloads/lessons/*-$policy-fit.mems $policy
done
check 'what is said of other page sizes' page_sizes
check 'what is said of internal waste' waste
check 'what is said of old bytes' old_bytes
check 'what is said of a real program' worst_needs_most
check 'there are eighteen lessons' [ "$(ls "$srcdir"/workloads/lessons/*.mems | wc -l)" -eq 18 ]
finish
