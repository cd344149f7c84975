#!/bin/sh
# 4j-judge.sh: `mems judge` and `mems draw` from outside: what is right is found right, each
# mistake where it is made, and programs that are hostile do no harm and are told as they are.
. "${srcdir:=.}/tests/script.sh"
in_scratch
students=$source/tests/students
mkdir own
TMPDIR=$scratch/own
export TMPDIR

# gives STATUS ARGUMENTS...: what it printed is in out and error.
gives()
{
    wanted=$1
    shift
    "$mems" "$@" >out 2>error </dev/null
    status=$?
    [ "$status" -eq "$wanted" ] || { echo "status $status"; head -n 40 out error; return 1; }
}

says() { gives 2 "$@" && nothing "$(cat out)" && sed q error; }
message() { text=$1; shift; [ "$(says "$@")" = "mems: $text" ] || { cat error; return 1; }; }

# ---- Draw ----

cat >printed.txt <<'END_OF_PRINT'
what my program says
MAIN[1000:5095] --> PROCESS[1000:1999] <--> HOLE[2000:5095] <--> NULL
Pages used: 1
Main Node [5096:9191] -> P[5096:6000] <-> H[6002:9191]
END_OF_PRINT

draws_all()
{
    gives 1 draw printed.txt --size 60x6 && cat >wanted <<'END_OF_PICTURE' && diff wanted out
 printed.txt · print 1, line 2
 0       1000 █ P 1,000 █▎░ 3,096 ░░░░░░░░░░░░░░░░░░░░░░░░░░
              ██ PROCESS  ░░ HOLE            a cell is 89 B
 1 node, 1 page · 1,000 B in 1 block · 3,096 B in 1 HOLE



 printed.txt · print 2, line 4
 0       5096 █ P 905 ██▏░ 3,190 ░░░░░░░░░░░░░░░░░░░░░░░░░░░
              ██ PROCESS  ░░ HOLE  ?? in no segment
 1 node · 905 B in 1 block · 3,190 B in 1 HOLE
 node 0 is not tiled: a HOLE begins at 6002, expected at 60…

END_OF_PICTURE
}
check 'every print is drawn, and what cannot be so is said' draws_all
draws_one() { gives 0 draw printed.txt --at 1 --ascii && [ "$(grep -c print out)" -eq 1 ] && nothing "$(LC_ALL=C grep -n '[^ -~]' out)"; }
check 'the first one alone, in ASCII' draws_one
from_a_pipe() { "$mems" draw --at 1 <printed.txt >out && grep -q '^ standard input · print 1, line 2$' out; }
check 'from standard input' from_a_pipe
as_svg() { gives 1 draw printed.txt -o picture.svg && nothing "$(cat out)" && grep -q '</svg>' picture.svg && grep -q 6002 picture.svg; }
check 'the last one as SVG' as_svg
in_colour() { gives 1 draw printed.txt --to ansi && grep -q "$(printf '\033')\[0;" out; }
check 'in colour' in_colour
check 'a print that is not there' message 'printed.txt: there are 2 prints, not 3' draw --at 3 printed.txt
check 'a number that is none' message "draw: --at 'x': expected the number of a print, or end" draw --at x printed.txt
check 'no file' message 'cannot open gone.txt: No such file or directory' draw gone.txt
check 'no page of HTML' message 'draw: expected --to text, ansi or svg, not html' draw printed.txt --to html
: >empty.txt
no_print() { says draw empty.txt | grep -q '^mems: empty.txt: no statistics found; expected lines such as MAIN'; }
check 'nothing to draw' no_print
garbage()
{
    { printf '\033]0;x\007MAIN[1:9]\033[2JP[1:9]\n'; head -c 300000 /dev/urandom; } >garbage
    "$mems" draw garbage --size 80x8 >out 2>error
    [ $? -le 2 ] && nothing "$(LC_ALL=C tr -d '\n -~\200-\377' <out)"
}
check 'bytes of any kind' garbage
round_trip()
{
    "$mems" run "$source"/workloads/examples/course.mems --page-size 4096 >stats && gives 0 draw stats &&
        grep -q '^ 3 nodes, 3 pages ' out
}
check 'what run prints' round_trip

# ---- Judge ----

check 'nothing to judge' message \
    "judge: nothing to judge is named: give a header, a source or a shared object, as in 'mems judge mems.h'" judge
check 'no such source' message 'judge: cannot open gone.h: No such file or directory' judge gone.h
check 'no such compiler' env CC=/nowhere/cc sh -c '"$0" judge "$1" 2>&1 | grep -q "there is no C compiler ./nowhere/cc.; set CC"' "$mems" "$students/right.h"
check 'a workload that is none' message 'cannot open gone.mems: No such file or directory' judge "$students/right.h" gone.mems

compiler=${CC:-cc}
printf 'int x;\n' >works.c
{ [ -e /proc/self/exe ] && $compiler -shared -fPIC -Wl,-z,defs -o works.so works.c; } 2>/dev/null || finish

does_not_compile()
{
    printf 'int x = \033[31m;\n' >broken.h
    [ "$(says judge broken.h)" = 'mems: judge: broken.h does not compile' ] &&
        grep -q 'broken.h:1:' error && nothing "$(LC_ALL=C tr -d '\n -~\200-\377' <error)"
}
check 'a source that does not compile, and what the compiler says' does_not_compile
lacks_functions()
{
    echo 'void mems_init(void) {}' >some.c
    [ "$(says judge some.c)" = 'mems: judge: some.c does not compile' ] && grep -q mems_finish error
}
check 'a source without all functions' lacks_functions
closed_pipe() { "$mems" judge broken.h 2>&1 | true; nothing "$(ls own)"; }
check 'nobody listens' closed_pipe
check 'a source that never ends' sh -c 'echo "#include \"/dev/zero\"" >zero.h; "$0" judge zero.h 2>&1 | grep -q "zero.h does not compile"' "$mems"

# tells FILE STATUS LINE...: each line is in the report. Where a call is to return, a busy
# machine has time.
seconds=60
tells()
{
    file=$1
    gives "$2" judge "$file" --timeout $seconds || return 1
    shift 2
    for line in "$@"; do
        grep -qF -- "$line" out || { echo "not told: $line"; cat out; return 1; }
    done
}

check 'what is right' tells "$students/right.h" 0 'a header, pages of 4096 bytes, first address 1000' \
    '  addresses        5 of  5' '  page size        3 of  3' '  together        38 of 38'
check 'no joining' tells "$students/no-joining.h" 1 '  splitting        3 of  3' \
    '  joining          1 of  4' '  steady growth    1 of  2' '  invalid frees    4 of  4' \
    '  operation 5 of 6, free A' \
    '  two HOLEs side by side were not joined: H[1000:1999] and H[2000:2999]' \
    ' 0       1000 ▒ 1,000 ▒▒▒▒▒▒▒▒│▒ 1,000 ▒▒▒▒▒▒▒██ C 2,096 ███████████████████████'
check 'splits lost' tells "$students/splits-lost.h" 1 'a header and the source beside it' \
    '  splitting        0 of  3' '  lookup           4 of  4' \
    '  no segment has the bytes 2000 to 5095; expected H[2000:5095]' \
    '  mems_malloc(200) gave 5096; expected 1100'
check 'the neighbour freed' tells "$students/frees-neighbour.c" 1 'a source, pages of 4096 bytes' \
    '  addresses        5 of  5' \
    '  B was not freed, and yet its bytes 2000 to 2999 are in the HOLE [1000:5095]' \
    '  r12 at 2805 overlaps r3, which has the 306 bytes at 3009'

broken_line()
{
    mkdir broken && sed '/^#ifndef PAGE_SIZE/d; /^#define PAGE_SIZE/{ n; d; }' \
        "$students/right.h" | sed 's/^#define PAGE_SIZE 4096/#define PAGE_SIZE \\\
    4096/' >broken/right.h && grep -q '^    4096$' broken/right.h &&
        tells broken/right.h 0 '  page size        3 of  3' '  together        38 of 38'
}
check 'a page size that goes on in a second line' broken_line

of_many_files()
{
    mkdir many && for i in $(seq 40); do
        : >"many/$i.h" && echo "#include \"$i.h\""
    done >many/right.h && cat "$students/right.h" >>many/right.h &&
        tells many/right.h 0 '  together        35 of 38' \
            'page size, not judged: pages of 2048 bytes: with pages of 2048 bytes it cannot be copied'
}
check 'too many files to copy' of_many_files

as_a_library()
{
    $compiler -shared -fPIC -o judged.so -x c "$students/right.h" || return 1
    tells judged.so 0 'a shared object, pages of 4096 bytes' '  together        35 of 38' \
        'page size, not judged: pages of 2048 bytes: a shared object has the page size that it has'
}
check 'a shared object' as_a_library

with_workloads()
{
    gives 0 judge "$students/right.h" "$source"/workloads/lessons/07-joining.mems \
        "$source"/workloads/lessons/13-policies.mems "$source"/tests/data/reused-ids.rep &&
        grep -q '^  workloads        3 of  3$' out &&
        grep -q 'operations were passed over' out || { cat out; return 1; }
    printf 'page 2048\nstart 5000\nmalloc A 100\nfree @5000\nmalloc B 3000\n' >paged.mems
    gives 0 judge "$students/right.h" paged.mems && grep -q '^  workloads        1 of  1$' out
}
check 'workloads' with_workloads

json_is_json()
{
    gives 1 judge "$students/no-joining.h" --json && python3 -c '
import json
judge = json.load(open("out"))
assert judge["mems_judge"] == 1 and judge["kind"] == "header" and judge["all"] == 38
topics = {one["topic"]: one["right"] for one in judge["topics"]}
assert topics["joining"] == 1 and topics["splitting"] == 3
wrong = [one for one in judge["exercises"] if one["outcome"] == "wrong"]
assert len(wrong) == judge["all"] - judge["right"] and wrong[0]["trouble"] == "chains"
assert wrong[0]["operation"] == 5 and wrong[0]["operations"] == 6
assert wrong[0]["expected"][0]["segments"][0] == ["H", 1000, 2999]
assert wrong[0]["found"][0]["segments"][1] == ["H", 2000, 2999]
'
}
command -v python3 >/dev/null && check '--json is JSON' json_is_json

# ---- Strangers ----

# hostile HOW WORDS: so it is told, and nothing raw is printed.
hostile()
{
    how=$1
    shift
    CC="$compiler -DHOW=$how" tells "$students/hostile.c" 1 "$@" &&
        nothing "$(LC_ALL=C tr -d '\n -~\200-\377' <out)"
}
case $(nm -D "$mems" 2>/dev/null) in
*__asan*) ;; # it has its own way with crashes and ends
*)
    check 'ends the program' hostile EXITS '  ended the program with status 0 in mems_free'
    check 'crashes' hostile CRASHES 'crashed (' ' in mems_free'
    check 'aborts with escapes' hostile ABORTS "in mems_free: it said '?[31mlast words?" ;;
esac
check 'prints escapes' hostile ESCAPES '  invalid frees    0 of  4  (not all were judged)' \
    'no chains are found in what mems_print_stats printed'
check 'prints without an end' hostile FLOOD '  printed more than 1 MiB in one call in mems_print_stats'
check 'closes descriptors' hostile CLOSES '  closed a descriptor that is not its own in mems_init'
check 'writes to descriptors' hostile SCRIBBLES '  wrote to a descriptor that is not its own in mems_init'
check 'kills' hostile KILLS ' in mems_init'
check 'writes large files' hostile FILES ' in mems_malloc'
check 'loses bytes' hostile SPOILS '  byte 17 of A, at 1017, is not what was written there'

seconds=1
check 'never returns' hostile NEVER '  did not return within 1 s in mems_malloc' \
    'not judged: a byte inside a block: it did not return, twice before'
check 'forks' hostile FORKS '  did not return within 1 s in mems_malloc'
check 'stops' hostile STOPS '  did not return within 1 s in mems_init'
check 'eats memory' hostile EATS ' in mems_malloc'

stopped()
{
    CC="$compiler -DHOW=NEVER" "$mems" judge "$students/hostile.c" --timeout 600 >out 2>error </dev/null &
    pid=$!
    until ls own/mems-judge.*/run >/dev/null 2>&1; do
        kill -0 $pid || { echo 'it is over already'; return 1; }
        sleep 0.1
    done
    kill -TERM $pid
    wait $pid
    status=$?
    [ $status -ge 128 ] || [ $status -eq 2 ] || { echo "status $status"; return 1; }
    nothing "$(ls own)"
}
check 'a signal ends it' stopped

nothing_is_left()
{
    nothing "$(ls own)" || return 1
    for process in /proc/[0-9]*; do
        tr '\0' ' ' <"$process/cmdline" | grep "judge --child $(pwd -P)"
    done 2>/dev/null >left
    nothing "$(cat left)"
}
check 'no process and no folder is left' nothing_is_left
check 'leaves its session' hostile DETACHES '  data kept        3 of  3'
finish
