# script.sh: what shell tests share: `check TEXT COMMAND...` counts, and
# `finish` prints Check's closing line and ends the test.
checks=0
failures=0
updating=${UPDATE:+yes}

scratch=$(mktemp -d) || exit 99
MEMS_STATE=off # no test touches what a person has seen
export MEMS_STATE
trap 'rm -rf "$scratch"' EXIT

# in_scratch: the work goes on in the scratch folder; $mems, $source and $golden are the
# program, the sources and the golden texts, and lessons are those of the sources.
in_scratch()
{
    mems=${MEMS:-${builddir:=.}/mems}
    case $mems in
    /*) ;;
    *) mems=$PWD/$mems ;;
    esac
    [ -x "$mems" ] || { echo "$mems is not there"; exit 99; }
    source=$(cd "$srcdir" && pwd)
    golden=$source/tests/golden
    MEMS_LESSONS=$source/workloads/lessons
    export MEMS_LESSONS
    cd "$scratch" || exit 99
}

# gives STATUS ARGUMENTS...: runs the program, with the verb in $only_verb if there is one, which
# must end with STATUS; what it printed is in out and error.
only_verb=
gives()
{
    wanted=$1
    shift
    "$mems" $only_verb "$@" >out 2>error </dev/null
    status=$?
    [ "$status" -eq "$wanted" ] || { echo "status $status"; cat error; return 1; }
}

# The command's output is shown when it fails.
check()
{
    what=$1
    shift
    checks=$((checks + 1))
    if ! "$@" >"$scratch/output" 2>&1; then
        failures=$((failures + 1))
        printf 'failed: %s\n' "$what"
        sed 's/^/    /' "$scratch/output"
    fi
}

finish()
{
    good=$((checks - failures))
    printf '%d%%: Checks: %d, Failures: %d, Errors: 0\n' \
        $((checks ? good * 100 / checks : 0)) "$checks" "$failures"
    if [ "$failures" -gt 0 ] || [ "$checks" -eq 0 ]; then
        exit 1
    fi
    exit 0
}

nothing() { [ -z "$1" ] || { printf '%s\n' "$1"; return 1; }; }

# block FILE NAME: the lines between the markers NAME and /NAME.
block()
{
    awk -v name="$2" '
        { mark = $0; gsub(/^(<!--|\.\\") *| *(-->)?$/, "", mark) }
        mark == "/" name && mark != $0 { inside = 0 }
        inside { print }
        mark == name && mark != $0 { inside = 1 }' "$1"
}

# code FILE NAME: the same without the fences of a code block.
code() { block "$1" "$2" | sed '/^```/d; /^$/d'; }

# in_step FILE NAME NEW: the block is the same as the file NEW; with UPDATE=1
# it is made so.
in_step()
{
    if [ -n "$updating" ]; then
        awk -v name="$2" -v new="$3" '
            { mark = $0; gsub(/^(<!--|\.\\") *| *(-->)?$/, "", mark) }
            mark == "/" name && mark != $0 { inside = 0 }
            !inside { print }
            mark == name && mark != $0 {
                inside = 1
                while ((getline line < new) > 0) print line
            }' "$1" >"$scratch/new" && cat "$scratch/new" >"$1"
        return
    fi
    block "$1" "$2" | diff -u - "$3"
}
