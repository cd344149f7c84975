#!/bin/sh
# 48-bench.sh: `mems bench` from outside: what it says of itself, that it runs and
# its JSON is JSON, that no other allocator can harm it. No time is looked at.
. "${srcdir:=.}/tests/script.sh"
in_scratch
only_verb=bench

message()
{
    text=$1
    shift
    gives 2 "$@" && nothing "$(cat out)" && echo "mems: $text" | diff - error
}

# A machine without /proc/self/exe cannot start children; then nothing here holds.
[ -e /proc/self/exe ] || { check 'no /proc, no bench' true; finish; }

cat >small.rep <<'END'
a 0 1000
a 1 3000
a 2 50
f 1
r 0 2000
f 2
f 0
END

quick='--quick --against none'
has_rows()
{
    gives 0 small.rep $quick && nothing "$(cat error)" || return 1
    for row in first 'first ahead' 'C library' 'empty loop'; do
        [ "$(grep -cE "^$row +[0-9]" out)" -ge 4 ] || { echo "$row"; cat out; return 1; }
    done
    grep -q ' small  *7 operations, at most 3 blocks, 3.96KB live' out &&
        nothing "$(LC_ALL=C awk 'length > 80' out)" && nothing "$(LC_ALL=C grep -n '[^ -~]' out)"
}
check 'the tables have their rows' has_rows

the_same_placements()
{
    gives 0 small.rep --quick --against naive --policy first,next,best,worst &&
        [ "$(grep -c ' 7 of 7 operations compared: the same$' out)" -eq 4 ]
}
check 'placements are the naive walk'"'"'s' the_same_placements

several_workloads() { gives 0 small.rep "$source"/workloads/examples/course.mems $quick && grep -q ' course  *12 operations' out; }
check 'several workloads, of any kind' several_workloads

json_is_json()
{
    gives 0 small.rep --json --quick && python3 -c '
import json, sys
bench = json.load(open("out"))
assert bench["mems_bench"] == 1 and bench["rounds"] == 1 and not bench["interrupted"]
assert [tape["name"] for tape in bench["tapes"]] == ["small"]
names = [one["name"] for one in bench["contestants"]]
assert names[:3] == ["first", "first ahead", "C library"] and names[-1] == "empty loop"
assert all(one["touched"] in (True, False) for one in bench["results"])
assert {one["contestant"] for one in bench["results"]} == {
    one["name"] for one in bench["contestants"] if one["installed"]}
assert all(one["same"] for one in bench["placements"]) and bench["placements"]
'
}
command -v python3 >/dev/null && check '--json is JSON' json_is_json

check 'a policy that is none' message \
    "bench: --policy 'fast': expected some of first, next, best and worst, with commas between" \
    --policy fast small.rep
check 'an allocator that is none' message \
    "bench: --against 'jemallok': expected names of allocators, naive, paths of libraries, or none" \
    --against jemallok small.rep
check 'no rounds' message "bench: --rounds '0': expected a number from 1 to 99" --rounds 0 small.rep
check 'a missing workload' message 'cannot open gone.rep: No such file or directory' gone.rep
: >empty.rep
check 'a workload of nothing' message 'empty.rep: there is no malloc in it' empty.rep
echo 'malloc A 200G' >large.mems
check 'a block too large' message 'large.mems: a block is larger than 128 GiB' large.mems

absent() { gives 0 small.rep --quick --against /nowhere/malloc.so && grep -q '^Not installed: malloc\.so\.$' out; }
check 'a library that is not there' absent

# A library that answers malloc with a crash, one that never answers.
cat >crash.c <<'END'
#include <stddef.h>
void *malloc(size_t size) { *(volatile char *)size = 1; return NULL; }
END
crashes()
{
    gives 0 small.rep --quick --against ./crash.so && grep -q '^crash\.so, small: crashed: ' out
}
${CC:-cc} -shared -fPIC -o crash.so crash.c 2>/dev/null && case $(nm -D "$mems" 2>/dev/null) in
*__asan*) ;;
*) check 'an allocator that crashes' crashes ;;
esac

# Ends when it is told to, and prints what there is.
stopped()
{
    "$mems" bench small.rep --rounds 99 --progress --against none >out 2>error </dev/null &
    pid=$!
    until grep -q 'measuring [1-9]' error; do
        kill -0 $pid || { echo 'it is over already'; return 1; }
        sleep 0.1
    done
    kill -TERM $pid
    wait $pid
    grep -q '^Stopped, round [0-9]* of 99\.' out && grep -q '^C library' out &&
        tail -n 1 out | grep -q '^Stopped in round [0-9]* of 99, so not everything is here\.$' &&
        grep -q '^measuring [0-9]* of [0-9]*, [0-9]* % small, first' error
}
check 'a signal ends it early' stopped

one_round()
{
    gives 0 small.rep $quick && grep -q '^One round: expect noise\. ' out &&
        tail -n 2 out | grep -q '^On this workload, warm and untouched, first fit costs [0-9.]* times what the$'
}
check 'one round is told, and one sentence closes' one_round

stopped_plot()
{
    "$mems" bench --plot --progress >out 2>error </dev/null &
    pid=$!
    until grep -q 'plotting [1-9]' error; do
        kill -0 $pid || { echo 'it is over already'; return 1; }
        sleep 0.1
    done
    kill -TERM $pid
    wait $pid
    grep -q '^Stopped before its end' out && tail -n 1 out | grep -q '^Stopped in round 1 of 3, '
}
check 'a plot that was stopped says so' stopped_plot

# Children run where their parent does.
nothing_is_left()
{
    here=$(pwd -P)
    for process in /proc/[0-9]*; do
        [ "$(readlink "$process/cwd" 2>/dev/null)" = "$here" ] &&
            tr '\0' ' ' <"$process/cmdline" | grep 'bench --child'
    done 2>/dev/null >left
    nothing "$(cat left)"
}
check 'no child is left' nothing_is_left
child_by_hand() { "$mems" bench --child >out 2>error </dev/null; [ $? -eq 2 ] && nothing "$(cat out error)"; }
check 'a child without a parent does nothing' child_by_hand
finish
