#!/bin/sh
# count.sh BUILD: after `make check` in BUILD: the output of tests that failed,
# every test's closing line, and last the sum, alone on its line. Fails when a
# check failed or there was none. Automake keeps a test's output in
# tests/NAME.log and its result in tests/NAME.trs.
build=$1

results()
{
    for trs in "$build"/tests/*.trs; do
        [ -f "$trs" ] || continue
        name=${trs##*/}
        name=${name%.trs}
        result=$(sed -n 's/^:test-result: *//p' "$trs")
        closing=$(grep -E '^[0-9]+%: Checks: [0-9]+, Failures: [0-9]+, Errors: [0-9]+' \
            "${trs%.trs}.log" | tail -n 1)
        printf '%s\t%s\t%s\n' "$name" "$result" "$closing"
    done
}

results | while IFS='	' read -r name result closing; do
    case $result in
    FAIL* | ERROR*)
        printf -- '---- %s ----\n' "$build/tests/$name.log"
        tail -n 60 "$build/tests/$name.log"
        ;;
    esac
done

# A test that died without a closing line, or failed after a good one, is one failure.
results | awk -F '\t' '
    { bad = 0; good = 0 }
    $3 != "" { split($3, n, /[^0-9]+/); bad = n[3] + n[4]; good = n[2] - bad }
    $3 == "" { good = $2 ~ /^PASS/ }
    $2 ~ /^(FAIL|ERROR)/ && bad == 0 { bad = 1 }
    { printf "%-24s %s\n", $1, $3 != "" ? $3 : $2; passed += good; failed += bad }
    END { printf "%d passed, %d failed\n", passed, failed; exit failed > 0 || passed == 0 }'
