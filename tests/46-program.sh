#!/bin/sh
# 46-program.sh: the program from outside: exit statuses, messages, renderings
# that never differ, files from strangers. Texts are in tests/golden/46-*.txt;
# UPDATE=1 writes them anew.
. "${srcdir:=.}/tests/script.sh"
in_scratch
lessons=$MEMS_LESSONS
unset COLUMNS LINES NO_COLOR

# same FILE NAME: FILE is the golden text NAME.
same()
{
    if [ -n "$updating" ]; then
        cp "$1" "$golden/46-$2.txt"
    fi
    diff -u "$golden/46-$2.txt" "$1"
}

# prints NAME STATUS ARGUMENTS...: standard output is golden.
prints()
{
    name=$1
    shift
    gives "$@" && nothing "$(cat error)" && same out "$name"
}

# json NAME STATUS ARGUMENTS...: the same, but for what the heap's own records
# take, which differs between systems.
records() { sed 's/"records": [0-9]*/"records": 16384/' "$1"; }
json()
{
    name=$1
    shift
    gives "$@" && nothing "$(cat error)" && records out >masked && same masked "$name"
}

# refuses ARGUMENTS...: status 2, nothing on standard output, and a message.
refuses()
{
    gives 2 "$@" && nothing "$(cat out)" && [ -s error ] && printable error
}

# message TEXT ARGUMENTS...: is refused with exactly this line.
message()
{
    text=$1
    shift
    refuses "$@" && echo "mems: $text" | diff - error
}

# No control character but newlines and tabs, and no escape.
printable()
{
    ! LC_ALL=C grep -q '[[:cntrl:]]' "$1" || { LC_ALL=C tr -d '\t' <"$1" >plain
        ! LC_ALL=C grep -q '[[:cntrl:]]' plain || { cat -v "$1"; return 1; }; }
}

# ---- Help ----

check 'help lists the verbs' prints help 0 help
for verb in view say run render cast race quiz present notes bench lessons help; do
    check "help $verb" prints "help-$verb" 0 help $verb
    check "$verb --help is the same" prints "help-$verb" 0 $verb --help
done
check '--help' prints help 0 --help
check 'the keys' gives 0 help keys
every_key_has_a_line() { [ "$(grep -c ' :' out)" -ge 30 ]; }
check 'every key has a line' every_key_has_a_line
check '--version' gives 0 --version
version_is_printed() { grep -Eq '^mems [0-9]+\.[0-9]+\.[0-9]+$' out; }
check 'prints the version' version_is_printed
check 'the list of lessons' prints lessons 0
check 'the list of lessons by its verb' prints lessons 0 lessons
no_lessons() { (MEMS_LESSONS=/nowhere; gives 0 lessons); }
# What is called as a lesson is and is no file: nothing waits for it.
no_file_of_lessons()
{
    mkdir odd && mkfifo odd/1-pipe.mems && echo '# A title: and more' >odd/2-file.mems || return 1
    MEMS_LESSONS=odd timeout 20 "$mems" lessons >out 2>error || { echo "status $?"; return 1; }
    nothing "$(cat error; grep pipe out)" && grep -q 'A title: and more' out
}
check 'no lessons are no failure' no_lessons
check 'a pipe among lessons keeps nobody waiting' no_file_of_lessons

# ---- Bad use ----

check 'a verb nearly right' \
    message "'rn' is no verb, no file and no lesson; did you mean 'run'?" rn
check 'a lesson nearly right' \
    message "'spliting' is no verb, no file and no lesson; did you mean 'splitting'?" spliting
check 'a word from nowhere' \
    message "'qqqqqqq' is no verb, no file and no lesson; 'mems help' says what there is" qqqqqqq
check 'help on a verb nearly right' message "help: 'rum' is no verb; did you mean 'run'?" help rum
check 'help on keys nearly right' message "help: 'kesy' is no verb; did you mean 'keys'?" help kesy
check 'help on what is no verb' message "help: 'nosuch' is no verb; 'mems help' lists them" help nosuch
check 'help on two verbs' message "help: one verb at a time, and 'view' is a second" help run view
check 'help on keys and more' message "help: one verb at a time, and 'view' is a second" help keys view
check 'no file' \
    message "run: no workload is named: give a file or a lesson, as in 'mems run splitting'" run
check 'two files' message "run: one workload at a time, and 'b' is a second; see 'mems help run'" run a b
check 'lessons of a file' message "lessons: takes no file, and '3' is one; see 'mems help lessons'" lessons 3
check 'an unknown option' message "run: unknown option '--foo'; see 'mems help run'" run --foo a
check 'an option nearly right' message "run: unknown option '--polciy=best'; did you mean '--policy'?" run --polciy=best a
check 'an option that is near to none' message "run: unknown option '--heaps'; see 'mems help run'" run --heaps a
check 'heaps are lists' message "race: no option '--heaps'; heaps are listed as in --policy first,best, \
--page-size 2048,4096 or --align 1,16" race splitting --heaps
check 'an option of another verb without its value' \
    message "run: unknown option '-o'; see 'mems help run'" run -o
check 'an unknown letter among letters' message "run: unknown option '-x'; see 'mems help run'" run -xh a
check 'an option of another verb' message "run: unknown option '-o'; see 'mems help run'" run -o x a
check 'an option without its value' \
    message "run: option '--policy' wants a value: first, next, best or worst" run a --policy
bad_values()
{
    while read -r option value; do
        gives 2 render "$lessons/01-pages.mems" "--$option=$value" && nothing "$(cat out)"
        cat error
    done >answers <<'END'
policy fast
page-size 0
page-size 4k
page-size -1
page-size 1073741825
page-size 99999999999999999999999
align 3
align 8192
theme pink
colors 7
size 100
size 0x30
size 100x501
size 100x30x2
at nowhere
at 99
at 101%
at /
at /nosuch
at /size>1G
at /size>
at /reuse
view list
zoom 33
zoom 1.5
zoom 0x20
select nobody
select 99999
to pdf
END
    same answers values
}
check 'bad values of options say what was expected' bad_values
escapes_in_arguments() { refuses "$(printf '\033[2J\007x')" && refuses run "$(printf 'a\033c/b')"; }
check 'escapes in arguments are harmless' escapes_in_arguments

# ---- Files from strangers ----

: >empty.mems
check 'an empty workload runs' prints run-empty 0 run empty.mems
empty_is_drawn() { gives 0 view empty.mems && grep -q 'step 0/0' out && [ "$(wc -l <out)" -eq 24 ]; }
check 'an empty workload is drawn' empty_is_drawn
check 'a directory' message '. is a directory: a workload is a file' run .
check 'a missing file' message 'cannot open gone.mems: No such file or directory' run gone.mems
check 'a file as a directory' message 'cannot open empty.mems/x: Not a directory' run empty.mems/x
unreadable()
{
    : >locked.mems
    chmod 0 locked.mems
    [ -r locked.mems ] || message 'cannot open locked.mems: Permission denied' run locked.mems
}
check 'a file without permission' unreadable
check '/dev/zero' refuses run /dev/zero
check '/dev/urandom' refuses run /dev/urandom
a_pipe() { mkfifo pipe; echo 'malloc A 10' >pipe & gives 0 run pipe; }
check 'a named pipe' a_pipe
long_line() { head -c 10000000 /dev/zero | tr '\0' x >long.mems; refuses run long.mems; }
check 'a line of 10 MB' long_line
printf 'malloc A 10\r\nfree A\r\n' >crlf.mems
check 'lines that end in CR LF' gives 0 run crlf.mems
printf 'say "\033[31mred\007"\nmalloc \302\233x 3\n' >escapes.mems
harmless()
{
    "$mems" view escapes.mems >out 2>error </dev/null
    printable out && printable error
}
check 'escapes in a workload are harmless' harmless
printf 'mallok A 10\nmalloc A ten\nfree\n' >wrong.mems
problems_are_shown() { refuses run wrong.mems && same error problems; }
check 'problems with their places' problems_are_shown
many_problems()
{
    yes 'mallok A 1' | head -n 30 >many.mems
    refuses run many.mems && [ "$(grep -c 'no word' error)" -eq 20 ] &&
        [ "$(tail -n 1 error)" = 'these are the first 20 problems, and there are more; nothing was run' ] &&
        [ "$(grep -c 'there are more' error)" -eq 1 ]
}
check 'more than 20 problems, said once' many_problems
nothing_was_run() { refuses run --json wrong.mems; }
check 'nothing was run, nor printed' nothing_was_run

# ---- Running ----

# from_workloads NAME FILE: what `run FILE` prints among the workloads.
from_workloads() { (cd "$lessons/.." && "$mems" run "$2") >out; same out "$1"; }
ltrace_log()
{
    awk -f "$source/examples/ltrace.awk" "$source/tests/data/ltrace.txt" >calls.rep &&
        [ "$(tr '\n' ',' <calls.rep)" = 'a 0 100,a 1 21,r 0 500,f 1,a 2 24,f 0,a 3 16,f 2,' ] &&
        gives 0 run calls.rep && grep -q '16  bytes in 1 block' out
}
check 'a log of ltrace becomes a recording' ltrace_log
check 'run: the statistics and totals' from_workloads run-course examples/course.mems
check 'run: a lesson' from_workloads run-splitting lessons/03-splitting.mems
printf 'malloc A 1000\nmalloc A 5\nmalloc Z 0\nfree B\nfree A\nfree A\nget @1500\nwrite @1999 1\n' >odd.mems
check 'run: odd operations' prints run-odd 0 run odd.mems --align 16
printf 'malloc A 1000\nexpect A at 1000\nexpect A at 1001\nexpect B gone\nexpect holes 9\n' >expect.mems
failed_expectations() { gives 1 run expect.mems && same error expect; }
check 'run: expectations that fail' failed_expectations
check 'run --json' json json-odd 0 run --json odd.mems
json_of_strange_names()
{
    printf 'malloc "\n' >"$(printf 'a"b\\c\351.mems')"
    : >"$(printf 'a"b\\c\351.mems')"
    json json-name 0 run --json "$(printf 'a"b\\c\351.mems')"
}
check 'run --json: strings are escaped' json_of_strange_names
json_is_json()
{
    "$mems" run --json "$lessons/13-policies.mems" | python3 -c 'import json, sys; json.load(sys.stdin)'
}
documented_json()
{
    code "$source/docs/json.md" small >small.mems
    gives 1 run --json small.mems || return 1
    { echo '```json'; records out; echo '```'; } >fenced
    in_step "$source/docs/json.md" json fenced
}
check 'docs/json.md shows what is printed' documented_json
if command -v python3 >/dev/null; then
    check 'run --json is JSON' json_is_json
fi
from_stdin() { "$mems" run - <"$lessons/03-splitting.mems" | sed 's/^standard input:/lessons\/03-splitting.mems:/' >out; same out run-splitting; }
check 'run: standard input' from_stdin
by_name() { gives 0 run splitting && gives 0 run 2 && gives 0 run joining; }
check 'run: a lesson by its name and number' by_name
forced_progress() { gives 0 run --progress splitting && grep -q '^running 11 of 11, 100 %$' error; }
check 'run --progress' forced_progress
no_progress() { gives 0 run splitting && nothing "$(cat error)"; }
check 'run: no progress without a terminal' no_progress
full_disk() { "$mems" run splitting >/dev/full 2>error; [ $? -eq 2 ] && grep -q 'cannot write' error; }
[ -w /dev/full ] && check 'a full disk is noticed' full_disk

only_totals()
{
    gives 0 run --totals splitting && ! grep -q MAIN out && grep -q '^  Operations  ' out
}
check 'run --totals' only_totals
long_chains()
{
    echo 'random 12000 seed 1 size 1..9 free 0%' >long.mems
    gives 0 run long.mems && ! grep -q MAIN out && [ "$(wc -l <out)" -lt 30 ] &&
        grep -q '^The chains have 12,\?[0-9]* segments in 1[0-9] nodes; --chains prints them.$' out &&
        gives 0 run --chains long.mems && [ "$(grep -c '^MAIN' out)" -ge 10 ]
}
check 'run: long chains are not printed unasked' long_chains

# ---- Archives ----

# Without its library an archive is refused, with a message that says so.
built() { gives 0 run "$source/tests/data/$1" || { grep -q 'was built without' error && return 1; }; }
same_from()
{
    "$mems" run "$source/tests/data/small.rep" --totals | sed 1d >wanted
    "$mems" run --totals - <"$source/tests/data/$1" | sed 1d | diff wanted - &&
        "$mems" run --totals "$source/tests/data/$1" | sed 1d | diff wanted -
}
damaged()
{
    cp "$source/tests/data/$1" . && refuses run "$1" && grep -q "^mems: $1 $2" error &&
        grep -q '^mems: .*nothing was run$' error
}
for ending in gz xz zst; do
    if built small.rep.$ending; then
        check "an archive, .$ending" same_from small.rep.$ending
        cp "$source/tests/data/small.rep.$ending" "no-ending-$ending"
        check "its name says nothing, .$ending" gives 0 run no-ending-$ending
    else
        check "no library for .$ending" damaged small.rep.$ending 'is compressed with'
    fi
done
if built small.rep.gz; then
    check 'an archive that is cut off' damaged cut.rep.gz 'is cut off: its gzip data goes on after byte 60'
fi
if built small.rep.xz; then
    check 'an archive that is damaged' damaged damaged.rep.xz 'is damaged: its xz data goes wrong at byte'
    check 'an archive with damage that shows late' damaged garbled.rep.xz \
        'is damaged: its xz data goes wrong at byte'
    check 'which makes its lines doubtful' grep -q 'and may be false from somewhere on' error
    check 'an archive that wants too much' damaged greedy.rep.xz 'wants more than 128 MiB'
fi
if built small.rep.zst; then
    check 'another that wants too much' damaged greedy.rep.zst 'wants more than 128 MiB'
fi

# ---- Rendering ----

# The app tests' workload, whose golden frames the program must give too. The
# first row, which has the title, is left out; of the last one pictures have what is left
# out in words, and no keys.
sed -n '/^#define HOLES_WORKLOAD/,$s/^ *"\(.*\)\\n"[ \\]*$/\1/p' "$source/tests/app_stage.h" |
    sed 's/\\"/"/g' >holes.mems
# still FRAME: that golden frame as a picture has it.
still()
{
    sed -n 's/^text|//p' "$golden/$1.frame" |
        sed '1d; s/ *|$//; s/; → makes the first step//; s/^ d goes to the next difference.*//
             s/^ c closes this, B has the branch$//
             $s/^\( [a-z, ]* hidden\)\{0,1\}.*/\1/' >wanted
}
golden_frames()
{
    while read -r frame options; do
        still "$frame"
        gives 0 render holes.mems --size "${frame##*-}" $options || return 1
        sed 1d out | diff wanted - || { echo "$frame"; return 1; }
    done <<'END'
app-start-80x24 --at 0
app-split-80x24 --at 5
app-split-200x60 --at 5
app-joined-100x30
app-small-20x5 --at 6
app-chain-80x24 --at 5 --view chain
survey-80x24 --at 6 --do run
survey-120x40 --at 6 --do run
survey-hex-60x16 --at end --do run --hex
app-physical-100x30 --at 8 --physical --hex
ascii-split-80x24 --at 5 --ascii
ascii-chain-80x24 --at 5 --view chain --ascii
END
}
check 'render: the golden frames of the app' golden_frames

# The race's workload, and its golden frames.
sed -n '/^static const char requests/,/;$/{s/"\;$/"/;s/^ *"\(.*\)" *\(\/\*.*\)\{0,1\}$/\1/p;}' "$source/tests/3f-race.c" |
    sed 's/\\n/\n/g; s/\\"/"/g' | sed '/^$/d' >requests.mems
race_frames()
{
    while read -r frame at heaps; do
        still "$frame"
        gives 0 render requests.mems --size "${frame##*-}" --at "$at" --do "$heaps" || return 1
        sed 1d out | diff wanted - || { echo "$frame"; return 1; }
    done <<'END'
race-differs-80x24 11 race first,best
race-differs-120x40 11 race
race-end-80x24 end race first,best
race-four-80x24 end race first,next,best,worst
race-four-120x40 end race first,next,best,worst
race-pages-80x24 end race page 1024,4096
END
}
check 'render: the golden frames of a race' race_frames
# What a search finds is the step itself, but for what is said of it.
searched_frames()
{
    while read -r step query; do
        gives 0 render holes.mems --size 80x24 --at "$step" || return 1
        sed -n '1p;13,17p' out >wanted
        gives 0 render holes.mems --size 80x24 --at "$query" || return 1
        sed -n '1p;13,17p' out | diff wanted - || { echo "$query"; return 1; }
    done <<'END'
1 /mmap
11 /fail
2 /name B
3 /size>1K
6 /peak mapped
10 /peak frag
END
}
check 'render: what a search finds' searched_frames
check 'race: at what a search finds' gives 0 race requests.mems --at '/peak frag'
check 'race: at what no search finds' message \
    "--at '/fail': nothing found, in all 14 steps" race requests.mems --at /fail
check 'render: a view that is none' message \
    "render: --view 'list': expected bars or chain" render requests.mems --view list
check 'render: a race of what is no policy' message \
    "--do 'race first,bist': policies are first, next, best and worst, with commas between" \
    render requests.mems --do 'race first,bist'
check 'render: --do what a race refuses' message \
    "--do 'why': Why here? is for one heap; c closes the race" \
    render requests.mems --do race --do why

# ---- Branches, and what is saved ----
branch_frames()
{
    while read -r frame at asked; do
        still "$frame"
        gives 0 render holes.mems --size "${frame##*-}" --at "$at" --do "$asked" || return 1
        sed 1d out | diff wanted - || { echo "$frame"; return 1; }
    done <<'END'
whatif-80x24 5 whatif
whatif-start-80x24 0 whatif
whatif-delete-120x40 5 whatif delete
whatif-change-80x24 5 whatif change malloc D 300
branches-none-80x24 5 branch
END
}
# saves FILE COMMAND... at step 5, from a branch or not; nothing is left beside it.
saves()
{
    file=$1
    shift
    rm -rf kept && mkdir kept
    gives 0 render holes.mems --at 5 "$@" --do "save kept/$file" || return 1
    [ "$(ls -A kept)" = "$file" ] || { ls -A kept; return 1; }
}
chains() { gives 0 run "$1" --chains && sed -n '/^MAIN/p' out; }
saved_is_the_same()
{
    saves lean.mems --do 'whatif delete as lean' || return 1
    grep -v 'malloc D\|expect' holes.mems >lean.mems
    chains lean.mems >wanted || return 1
    chains kept/lean.mems | diff wanted - || return 1
    saves same.mems && chains holes.mems >wanted && chains kept/same.mems | diff wanted -
}
stays()
{
    saves lean.mems --do 'whatif delete' && cp kept/lean.mems before || return 1
    message "--do 'save kept/lean.mems': kept/lean.mems is there already; save! overwrites it" \
        render holes.mems --do 'save kept/lean.mems' && cmp before kept/lean.mems || return 1
    ln -s nowhere kept/link
    message "--do 'save kept/link': not saved: cannot write kept/link: File exists" \
        render holes.mems --do 'save kept/link' || return 1
    gives 0 render holes.mems --do 'save! kept/lean.mems' || return 1
    cmp -s before kept/lean.mems && return 1
    [ "$(ls -A kept | tr '\n' ' ')" = 'lean.mems link ' ]
}
check 'render: the golden frames of branches' branch_frames
check 'save: read again it makes the same heap' saved_is_the_same
check 'save: a file that is there stays, unless it is told' stays
check 'save: to a directory' message "--do 'save kept': cannot write kept: it is a directory" \
    render holes.mems --do 'save kept'
check 'save: where there is no directory' message \
    "--do 'save none/x': cannot write none/x: No such file or directory" render holes.mems --do 'save none/x'
check 'render: what if at the start' message \
    "--do 'whatif delete': nothing has happened yet: go to a step first, or insert" \
    render holes.mems --at 0 --do 'whatif delete'

# ---- Racing ----

check 'race: the score and words' prints race 0 race requests.mems --policy first,next,best,worst
check 'race: at a step' prints race-at 0 race requests.mems --at 10 --page-size 1024,4096
a_lesson_races()
{
    (cd "$lessons/.." && "$mems" race lessons/13-policies.mems --at end) >out && same out race-lesson
}
check 'race: a lesson that sets policies' a_lesson_races
check 'race: an empty workload' gives 0 race empty.mems
check 'race: with a heap that it is itself' message 'race: this is the heap of the workload; name two that differ, as in first,best' \
    race requests.mems --policy first
check 'race: too many heaps' message 'race: a race is of two to four heaps, and these are more' \
    race requests.mems --policy first,best,next --page-size 1024,4096
race_values()
{
    for value in --policy=first,fast --page-size=0,1 --page-size=1,1 --align=1,3 --page-size=1,2,3,4,5 --at=99; do
        gives 2 race requests.mems "$value" && nothing "$(cat out)"
        cat error
    done >answers
    same answers race-values
}
check 'race: bad values of options' race_values
check 'race: a file with problems' refuses race wrong.mems
documented_race()
{
    code "$source/docs/json.md" four >four.mems
    gives 0 race --json four.mems || return 1
    { echo '```json'; cat out; echo '```'; } >fenced
    in_step "$source/docs/json.md" race fenced
}
check 'docs/json.md shows what a race prints' documented_race
documented_quiz()
{
    code "$source/docs/json.md" asking >asking.mems
    echo 2000 | "$mems" quiz --json --questions 1 asking.mems >out 2>error || return 1
    { echo '```json'; cat out; echo '```'; } >fenced
    in_step "$source/docs/json.md" quiz fenced
}
check 'docs/json.md shows what a quiz prints' documented_quiz

# asks NAME ANSWERS ARGUMENTS...: answers with blanks between, - for an empty one.
asks()
{
    name=$1 answers=$2
    shift 2
    echo "$answers" | tr ' -' '\n\n' >answers
    (cd "$lessons/.." && "$mems" quiz "$@") <answers >out 2>error || return 1
    nothing "$(cat error)" && printable out && same out "$name"
}
check 'quiz: line by line' asks quiz '2 1 3 n what - node' lessons/13-policies.mems --questions 8
check 'quiz: a transcript' asks quiz-text '3 1 2 n 5' lessons/07-joining.mems --questions 5 \
    --seed 2 --policy best --transcript -
quiz_json()
{
    printf '1\nn\n\nb\n' | (cd "$lessons/.." &&
        "$mems" quiz lessons/07-joining.mems --questions 4 --seed 9 --json) >out 2>talk || return 1
    grep -q '^Question 4 of 4' talk && same out quiz-json
}
check 'quiz: a transcript as JSON' quiz_json
quiz_is_the_same_again()
{
    echo 1 | "$mems" quiz policies --seed 5 --transcript one.txt >out1 2>error &&
        echo 1 | "$mems" quiz policies --seed 5 --transcript two.txt --line >out2 2>>error &&
        nothing "$(cat error)" && cmp out1 out2 && cmp one.txt two.txt &&
        echo 1 | "$mems" quiz policies --seed 6 >out2 && ! cmp -s out1 out2
}
check 'quiz: the same seed, the same bytes' quiz_is_the_same_again
quiz_without_utf8() { LC_ALL=C "$mems" quiz 3 </dev/null >out && ! LC_ALL=C grep -q '[^ -~]' out; }
check 'quiz: without UTF-8 it is ASCII' quiz_without_utf8
check 'quiz: nothing to ask' message 'empty.mems: nothing to ask: no operation places or frees a block' \
    quiz empty.mems
check 'quiz: a file with problems' refuses quiz wrong.mems
quiz_values()
{
    for value in --questions=0 --questions=1001 --seed=-1 --seed=x --transcript= ; do
        gives 2 quiz empty.mems "$value" && nothing "$(cat out)"
        cat error
    done >answers
    same answers quiz-values
}
check 'quiz: bad values of options' quiz_values
race_without_utf8() { (LC_ALL=C; export LC_ALL; gives 0 race requests.mems) && ! LC_ALL=C grep -q '[^ -~]' out; }
check 'race: without UTF-8 the score is ASCII' race_without_utf8
race_progress() { gives 0 race --progress requests.mems && grep -q '^racing 14 of 14, 100 %$' error; }
check 'race --progress' race_progress

split='splitting --size 80x24 --at'
gives 0 render $split 5 && mv out step-5.txt
all_ascii()
{
    gives 0 render $split 5 --ascii && grep -q 'malloc D' out && ! LC_ALL=C grep -q '[^ -~]' out
}
check 'render: ASCII' all_ascii
the_same_step()
{
    for at in 5 'a split' 46%; do
        gives 0 render $split "$at" && cmp out step-5.txt || return 1
    done
}
check 'render: a step, a chapter and a share are the same' the_same_step
again_and_again()
{
    for to in text ansi svg; do
        for n in 1 2 3; do
            "$mems" render "$lessons/06-second-node.mems" --to $to --physical >$to.$n || return 1
        done
        cmp $to.1 $to.2 && cmp $to.1 $to.3 || return 1
    done
}
check 'render: the same bytes every time' again_and_again
typed_theme()
{
    for verb in 'render --to ansi' 'render --to svg' 'render --to html' cast; do
        for theme in dark light; do
            "$mems" $verb splitting --theme $theme >out1 &&
            "$mems" $verb splitting --do "theme $theme" >out2 && cmp out1 out2 || return 1
        done
    done
}
check 'a theme may be typed' typed_theme
locale_does_not_matter()
{
    LC_ALL=C "$mems" render $split 5 >out
    cmp out step-5.txt
}
check 'render: the same in any locale' locale_does_not_matter
view_is_render()
{
    gives 0 render $split end && mv out end.txt && gives 0 $split end && cmp out end.txt &&
        gives 0 splitting --size 80x24 && cmp out end.txt &&
        (COLUMNS=80 LINES=24; export COLUMNS LINES; gives 0 view splitting) &&
        cmp out end.txt
}
check 'view without a terminal prints the last frame' view_is_render
slides()
{
    gives 0 present splitting --at 4 --size 80x24 && nothing "$(cat error)" && mv out slide.txt &&
        gives 0 render splitting --at 4 --do present --size 80x24 && cmp out slide.txt &&
        grep -q 'D asks for' slide.txt && ! grep -q 'Ask who would' slide.txt
}
check 'present without a terminal prints a slide' slides
cat >forked.mems <<'END'
mark "one"
malloc A 100
malloc B 200
malloc C 300
? "Where does D, of 50 bytes, go?"
malloc D 50
malloc E 500
mark "two"
malloc F 60
END
# What the workload asks is about its own operation, and chapters are a branch's own steps.
branches_are_told()
{
    gives 0 render forked.mems --at 3 --do predict --size 80x24 && grep -q 'Where does D, of 50' out &&
        gives 0 render forked.mems --at 4 --do 'whatif change malloc D 700' --do 'branch 1' \
            --do 'goto 3' --do predict --size 80x24 && ! grep -q 'of 50 bytes' out &&
        gives 0 render forked.mems --at 1 --do 'whatif insert malloc Z 900' --do 'branch 1' \
            --do 'goto 5' --do present --size 80x24 && grep -q '^ *1  one' out
}
check 'questions and chapters of a branch' branches_are_told
speaker_alone()
{
    gives 0 notes splitting --at 4 --size 80x24 && nothing "$(cat error)" &&
        grep -q 'waiting for mems present splitting' out &&
        grep -q 'Ask who would take 4100' out
}
check 'notes without a terminal and a presenter print those of a step' speaker_alone
check 'present: a file with problems' refuses present wrong.mems
check 'notes: no file' refuses notes nowhere.mems
check 'present: one file' message "present: one workload at a time, and 'b' is a second; see 'mems help present'" \
    present a b
ascii_messages()
{
    word=$(printf 'b\303\244d\033[31m\001\342\200\256\344\270\255')
    odd=$(printf '\303\244.mems')
    printf 'malloc A 10\nexpect A at 3\nfoo \344\270\255 \033 "x\n' >"$odd"
    head -n 2 "$odd" >"x$odd"
    set -- "$word" "help $word" "run $odd" "run x$odd" "quiz splitting --grade $odd"
    for verb in view run render cast race quiz present notes say bench judge draw; do
        set -- "$@" "$verb $word" "$verb --$word" "$verb --policy $word" "$verb splitting --at $word" \
            "$verb splitting --do $word" "$verb splitting --select $word" "$verb splitting $word"
    done
    for line; do
        LC_ALL=C "$mems" $line 2>&1 >/dev/null </dev/null | LC_ALL=C grep '[^ -~]' && { echo "$line"; return 1; }
        LC_ALL=C.UTF-8 "$mems" $line 2>&1 >/dev/null </dev/null | LC_ALL=C tr -d '\n' |
            LC_ALL=C grep '[[:cntrl:]]' && { echo "$line"; return 1; }
    done
    LC_ALL=C "$mems" run "$odd" 2>&1 | grep -qF '?.mems:3:1: ' && LC_ALL=C "$mems" run "$odd" 2>&1 | grep -qF 'foo ??'
}
check 'messages have the characters of the locale, whatever words they repeat' ascii_messages
ascii_locale() { (LC_ALL=C; export LC_ALL; gives 0 $split 5) && ! LC_ALL=C grep -q '[^ -~]' out; }
check 'view without UTF-8 prints ASCII' ascii_locale
sizes()
{
    for size in 1x1 20x5 40x12 400x100; do
        gives 0 render "$lessons/07-joining.mems" --size $size || return 1
        [ "$(wc -l <out)" -eq "${size#*x}" ] || { echo $size; return 1; }
    done
}
check 'render: any size' sizes
options_change_the_frame()
{
    "$mems" render splitting >plain.txt
    for option in --hex --physical '--zoom -2' '--view chain' '--do run' '--policy worst' '--page-size 2048' \
        '--select 1000' '--select C' '--at 3' --ascii; do
        "$mems" render splitting $option >changed.txt || return 1
        ! cmp -s plain.txt changed.txt || { echo "$option changes nothing"; return 1; }
    done
}
check 'render: every option changes the frame' options_change_the_frame

commands_are_given()
{
    gives 0 render splitting --at 7 --do why --size 80x24 && grep -q 'Why here?' out &&
        grep -q '300 = 300: fits exactly, taken' out || return 1
    gives 0 render splitting --at 11 --do 'goto 6' --do 'why 1' --size 80x24 &&
        grep -q 'step 6/11' out && grep -q 'hole 1 of 2' out &&
        gives 0 splitting --at 9 --do why && grep -q 'the heap before step 9' out
}
check 'render: --do gives commands' commands_are_given
check 'render: --do a command that is none' \
    message "--do 'wy': no command is called so; did you mean why?" render splitting --do wy
check 'render: --do a hole that was not looked at' \
    message "--do 'why 7': this search did not look at so many holes" \
    render splitting --at 5 --do 'why 7'
by_ending()
{
    for to in svg ansi text; do
        gives 0 render splitting -o picture.$to && gives 0 render splitting --to $to || return 1
        cmp out picture.$to || return 1
    done
}
check 'render: the form by the ending of its name' by_ending

# ---- Output ----

written_whole()
{
    echo old >kept.txt
    chmod 640 kept.txt
    gives 0 render splitting -o kept.txt && nothing "$(cat out)" && [ "$(wc -l <kept.txt)" -eq 30 ] &&
        nothing "$(ls | grep 'kept.txt.')" && ls -l kept.txt | grep -q '^-rw-r-----'
}
check 'output: a file is replaced as a whole' written_whole
kept_on_error()
{
    echo old >kept.txt
    refuses render wrong.mems -o kept.txt && echo old | diff - kept.txt
}
check 'output: an old file stays when nothing was drawn' kept_on_error
through_link()
{
    echo old >target.txt
    ln -s target.txt link.txt
    gives 0 render splitting -o link.txt && [ -h link.txt ] && [ "$(wc -l <target.txt)" -eq 30 ]
}
check 'output: a symbolic link stays one' through_link
check 'output: into a directory' message 'cannot write .: it is a directory' render splitting -o .
check 'output: an ending that means nothing' \
    message '-o picture.png: its ending is none of .txt, .ansi, .svg and .html; say --to text, ansi, svg or html' \
    render splitting -o picture.png
check 'output: into nothing' \
    message 'cannot write no/such/file: No such file or directory' render splitting -o no/such/file
check 'output: a device' gives 0 render splitting -o /dev/null
[ -w /dev/full ] && check 'output: a full device' refuses render splitting -o /dev/full
[ -c /dev/null ] && check 'the device is still there' test -c /dev/null

finish
