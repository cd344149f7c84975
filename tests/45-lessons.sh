#!/bin/sh
# 45-lessons.sh: every lesson and example runs, and its expectations hold and
# can fail; every lesson is told in steps, short captions and chapters.
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
has() { [ "$(grep -c "^$2\b" "$1")" -ge "$3" ] || { echo "fewer than $3: $2"; return 1; }; }

captions_are_short()
{
    nothing "$(grep '^say ' "$1" | awk 'length($0) - 6 > 150')"
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

for file in "$srcdir"/workloads/lessons/*.mems; do
    lesson=${file##*/}
    check "$lesson has three stops" has "$file" stop 3
    check "$lesson has three chapters" has "$file" mark 3
    check "$lesson has five captions" has "$file" say 5
    check "$lesson has ten expectations" has "$file" expect 10
    check "$lesson: its expectations can fail" expectations_can_fail "$file"
done
for file in "$srcdir"/workloads/lessons/*.mems "$srcdir"/workloads/examples/*.mems; do
    name=${file##*/}
    check "$name says what it shows" says_what_it_shows "$file"
    check "$name runs, and its expectations hold" runs "$file"
    check "$name: its captions are short" captions_are_short "$file"
    check "$name: its chapters are drawn" chapters_are_drawn "$file"
    check "$name is in the list" is_listed "$file"
done
check 'three lessons ask' [ "$(grep -l '^?' "$srcdir"/workloads/lessons/*.mems | wc -l)" -ge 3 ]
check 'there are eighteen lessons' [ "$(ls "$srcdir"/workloads/lessons/*.mems | wc -l)" -eq 18 ]
finish
