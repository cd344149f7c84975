#!/bin/sh
# 4a-handout.sh: many steps at once, from outside: which steps, into which files, what
# is refused; recordings: how long, the same every time, what is too much.
. "${srcdir:=.}/tests/script.sh"
in_scratch

message()
{
    text=$1
    shift
    gives 2 "$@" && nothing "$(cat out)" && echo "mems: $text" | diff - error
}

# same FILE NAME: FILE is the golden file NAME.
same()
{
    if [ -n "$updating" ]; then
        cp "$1" "$golden/$2"
    fi
    diff -u "$golden/$2" "$1"
}

# The steps of what is in out: of frames as text, of a page, of files.
frame_steps() { grep -o 'step [0-9,]*/' "${1:-out}" | tr -dc '0-9\n' | tr '\n' ' '; }
page_steps() { grep -o '<section id="step-[0-9]*"' "${1:-out}" | tr -dc '0-9\n' | tr '\n' ' '; }
are() { [ "$1" = "$2" ] || { echo "steps $1, not $2"; return 1; }; }

{
    i=0
    while [ $i -lt 3000 ]; do
        echo "a $i 16"
        i=$((i + 1))
    done
} >long.rep
echo 'random 20000 seed 1 size 16..64 free 40%' >much.mems

# ---- Which steps ----

cat >marks.mems <<'END'
page 4096
malloc A 100
malloc B 100
stop
malloc C 100
mark "and then.."
malloc D 100
malloc E 100
free A
END
stops() { gives 0 render marks.mems --every stop --size 80x24 && are "$(frame_steps)" '0 2 3 6 '; }
check 'every stop: the start, stops, chapters, the end' stops
printf 'malloc A 10\n? "where"\nmalloc B 20\nmalloc C 5\nstop\nmalloc D 6\nmalloc E 7\n' >asks.mems
asks() { gives 0 render asks.mems --every stop --size 80x24 && are "$(frame_steps)" '0 1 3 5 '; }
check 'a question is a stop too' asks
every() { gives 0 render marks.mems --every 4 --size 80x24 && are "$(frame_steps)" '0 2 3 4 6 '; }
check 'every fourth step, and stops' every
range() { gives 0 render marks.mems --at 1..50% --size 80x24 && are "$(frame_steps)" '1 2 3 '; }
check 'from a step to a share' range
onward() { gives 0 render marks.mems --at 3 --every stop --size 80x24 && are "$(frame_steps)" '3 6 '; }
check 'from a step on' onward
chapter()
{
    gives 0 render marks.mems --at 'and then..' --size 80x24 && are "$(frame_steps)" '3 ' &&
        gives 0 render marks.mems --at 'and then..end' --size 80x24 && are "$(frame_steps)" '3 4 5 6 '
}
check 'a chapter whose name has dots' chapter
check 'what a search does not find' \
    message "--at '/fail': nothing found: /fail, in all 6 steps" render marks.mems --at '1../fail'
found() { gives 0 render marks.mems --at '/name C../name E' --size 80x24 && are "$(frame_steps)" '3 4 5 '; }
check 'from one search to the next' found
check 'backwards' message "--at: '1' is step 1, before step 4" render marks.mems --at 4..1
check 'no number' message "render: --every '0': expected a number of steps, or stop" \
    render marks.mems --every 0
same_frame()
{
    gives 0 render marks.mems --at 2..3 --size 80x24 && cp out two.txt &&
        gives 0 render marks.mems --at 2 --size 80x24 && head -24 two.txt | diff out -
}
check 'each is the frame that render draws' same_frame
legend() { gives 0 render marks.mems --at 5..6 --ascii && tail -12 out | grep -q '^ #    a block that is in use' &&
    ! LC_ALL=C grep -q '[^ -~]' out; }
check 'text ends with a legend' legend
commands() { gives 0 render splitting --at 4..6 --do why --size 80x24 && [ "$(grep -c 'Why here?' out)" -eq 3 ]; }
check 'commands hold for all steps' commands

# ---- Files ----

files()
{
    gives 0 render splitting --every stop -o 'step-%d.svg' && nothing "$(cat out error)" &&
        are "$(echo step-*.svg | tr -dc '0-9 ')" '00 04 05 06 07 08 10 11' &&
        gives 0 render splitting --at 5 --to svg && cmp out step-05.svg && nothing "$(ls | grep '[.]svg[.]')"
}
check 'a file for each step' files
check 'pictures without names' \
    message 'all.svg: 8 pictures are as many files; put %d into the name for the step, as in -o step-%d.svg, or say --to html for one page' \
    render splitting --every stop -o all.svg
check 'no picture was drawn' test ! -e all.svg
check 'too many' \
    message 'more than 1000 frames; leave steps out, as with --every 10, or say from which to which, --at FROM..TO' \
    render long.rep --every 1

# ---- Pages ----

page()
{
    gives 0 render splitting -o lesson.html && nothing "$(cat out error)" &&
        are "$(page_steps lesson.html)" '0 1 2 3 4 5 6 7 8 9 10 11 ' &&
        gives 0 render splitting --to html && cmp out lesson.html
}
check 'a page of every step of a lesson' page
long_page() { gives 0 render long.rep --to html && are "$(page_steps)" '0 3000 '; }
check 'of what is long, the stops' long_page
one() { gives 0 render splitting --at 5 --to html && are "$(page_steps)" '5 '; }
check 'a page of one step' one
words()
{
    gives 0 render splitting --to html --size 80x24 &&
        grep -q '<h2 tabindex="-1">Step 5 of 11 · a split</h2>' out &&
        grep -q '<p class="say">D took the low end of the first HOLE that fits.' out &&
        grep -q 'figcaption>malloc D 400 → 2000: first fit looked at 1 hole' out &&
        grep -q 'aria-label="node 0: A 1000–1999, D 2000–2399, HOLE 2400–3199, C 3200–4099, HOLE 4100–5095. 1 node of 1 page: 3 blocks of 2,300 B, 2 HOLEs of 1,796 B."' out &&
        grep -q '<li><a href="#step-5">a split</a></li>' out && ! grep -q '>Space<' out
}
check 'captions, chapters and stories are text' words
strangers()
{
    cat >strange.mems <<'END'
page 4096
malloc A 100
mark "<b>\"&amp;"
say "<script>alert('x')</script>"
END
    gives 0 render strange.mems --to html && [ "$(grep -c '<script' out)" -eq 1 ] &&
        ! grep -q '<b>' out && grep -q '&lt;script&gt;alert' out
}
check 'what strangers write stays text' strangers

# ---- Recordings ----

cast()
{
    gives 0 cast marks.mems --size 60x14 -o marks.cast && nothing "$(cat out error)" &&
        same marks.cast 4a-marks.cast && gives 0 cast marks.mems --size 60x14 && cmp out marks.cast
}
check 'a recording, to the byte' cast
locale() { (LC_ALL=C; export LC_ALL; gives 0 cast marks.mems --size 60x14) && cmp out marks.cast; }
check 'the same in any locale' locale
times()
{
    gives 0 cast splitting --size 80x24 --speed 4 && [ "$(grep -c '"m"' out)" -eq 5 ] &&
        grep -q '^\[[0-9.]*, "m", "a split"\]$' out && [ "$(grep -c '"o"' out)" -eq 13 ] &&
        sed -n 3,4p out | cut -d, -f1 | tr '\n' ' ' | grep -q '^\[5.590 \[5.840 $'
}
check 'frames, markers and time to read' times
if command -v jq >/dev/null; then
    valid() { gives 0 cast splitting && jq -s -e 'length == 19 and all(.[1:][]; length == 3)' out; }
    check 'every line is JSON' valid
fi
check 'more frames than anybody watches' \
    message 'more than 10000 frames; leave steps out, as with --every 10, or say from which to which, --at FROM..TO' \
    cast much.mems
few() { gives 0 cast long.rep --every 1000 --size 40x10 && [ "$(wc -l <out)" -eq 6 ]; }
check 'fewer frames' few
check 'too fast' message "cast: --speed '101': expected frames a second, from 1 to 100" \
    cast marks.mems --speed 101
check 'a full device' sh -c '[ ! -w /dev/full ] || ! "$1" cast marks.mems -o /dev/full 2>/dev/null' \
    sh "$mems"
finish
