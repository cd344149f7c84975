#!/bin/sh
# 4l-homework.sh: papers for a class as they are printed and graded, as golden texts in
# tests/golden/4l-*; that keys are right and all papers differ; files, standard input,
# what is refused. UPDATE=1 writes the texts anew.
. "${srcdir:=.}/tests/script.sh"
in_scratch
only_verb=quiz

same()
{
    if [ -n "$updating" ]; then
        cp out "$golden/4l-$1"
    fi
    diff -u "$golden/4l-$1" out
}

# prints NAME ARGUMENTS...: golden, and nothing that harms a terminal or a printer.
prints()
{
    name=$1
    shift
    gives 0 "$@" && nothing "$(cat error)" && same "$name" &&
        nothing "$(LC_ALL=C grep '[^ -~]' out)" && nothing "$(grep -v '^    mems quiz' out | awk 'length > 80')"
}

# refuses TEXT ARGUMENTS...: the whole message, and nothing else.
refuses()
{
    text=$1
    shift
    gives 2 "$@" && nothing "$(cat out)" && printf '%s\n' "$text" | diff -u - error
}

own='--seed 7 --questions 6 --page-size 4096'

# ---- Papers ----

check 'two papers and their keys' prints papers.txt --paper 2 $own
check 'of a lesson, by another policy' prints lesson.txt joining --paper 1 --questions 4 --policy best
check 'next fit, aligned, without joining' \
    prints unjoined.txt --paper 1 $own --policy next --align 16 --no-join

printf 'random 400 seed 3 size 1..400 free 45%%\n' >long.mems
check 'of a run that nobody does by hand' \
    prints long.txt long.mems --paper 1 --questions 5 --page-size 4096

# The lines of a key, as a sheet of answers: every one must be right.
key_is_right()
{
    gives 0 --paper 40 $own && awk '
        /^Key to paper/ { key = 1; print "paper " $4; next }
        key && /^ *[0-9]+\.  / { sub(/^ */, ""); print }' out >keys.txt &&
        gives 0 --grade keys.txt $own && nothing "$(cat error)" &&
        grep -q '^  all *240 of 240 ' out && nothing "$(grep -c 'points  0' out | grep -v '^0$')"
}
check 'what the keys say is graded as right' key_is_right

# The run ends with worst fit, and uses all four.
rules_of_a_run()
{
    gives 0 policies --paper 1 && sed '/^Do the/,$d' out | tr '\n' ' ' >rules &&
        grep -q ' First fit: .* Next fit: .* Best fit: .* Worst fit: .* It is first fit until ' rules &&
        gives 0 policies --paper 1 --questions 1 &&
        sed '/^Do the/,$d' out | tr '\n' ' ' >rules && nothing "$(grep 'Worst fit' rules)" &&
        printf 'malloc A 9\nrealloc A 99\n' >grows.mems && gives 0 grows.mems --paper 1 &&
        tr '\n' ' ' <out | grep -q ' A realloc is a malloc, '
}
check 'the rules are those that a paper needs' rules_of_a_run

# A get that told its address would tell where its block landed, which may have been asked.
nothing_is_told_later()
{
    gives 0 --paper 100 $own && grep -q '^ *[0-9]*\.  Where does the address of get' out &&
        nothing "$(grep ', address [0-9]' out)"
}
check 'no question tells the answer of an earlier one' nothing_is_told_later

papers_differ()
{
    gives 0 --paper 100 $own && awk '/^MeMS paper/ { text = ""; next }
        /^   *[0-9]/ { text = text $0 }
        /^paper / { if (text in seen) print "again: " text; seen[text] = 1; count++ }
        END { if (count != 100) print count " papers" }' out >again && nothing "$(cat again)"
}
check 'a hundred papers, no two the same' papers_differ

more_begin_alike()
{
    gives 0 --paper 3 $own && sed '/^=====/,$d' out >three && gives 0 --paper 30 $own &&
        sed '/^=====/,$d' out | cmp - three && gives 0 --paper 3 --seed 8 --questions 6 &&
        ! sed '/^=====/,$d' out | cmp -s - three
}
check 'more papers begin with the same ones; another seed has others' more_begin_alike

files()
{
    gives 0 --paper 12 $own -o 'set-%d.txt' && nothing "$(cat out error)" &&
        [ "$(ls set-*)" = "$(for n in 01 02 03 04 05 06 07 08 09 10 11 12 keys; do
            echo "set-$n.txt"; done)" ] && head -n 1 set-07.txt | grep -q '^MeMS paper 7-' &&
        gives 0 --paper 12 $own -o all.txt && grep -v '^====' all.txt | grep . >whole &&
        cat set-[01]*.txt set-keys.txt | grep . | cmp - whole
}
check '-o with a %d: a file each, and one for the keys' files

# What stands before the keys can be given to a shell as it is.
command_works()
{
    odd="a \$(touch gone) b's.mems"
    printf 'malloc A 9\nmalloc B 9\nfree A\n' >"$odd" && gives 0 "$odd" --paper 2 &&
        sed -n 's/^    mems \(.*\) ANSWERS$/\1 two.txt/p' out >command &&
        printf 'paper 2\n1 9\n' >two.txt &&
        (eval "set -- $(cat command)" && "$mems" "$@") >out 2>error && [ ! -e gone ] &&
        grep -q '^Paper 2-' out && "$mems" quiz - --paper 1 <"$odd" >out &&
        grep -q '^    mems quiz - --seed 1 ' out && nothing "$(grep 'are those of' out)"
}
check 'the command before the keys is one' command_works

# Their last questions stand on either side of what is done by hand.
alike()
{
    printf 'random 62 seed 3 size 1..400 free 45%%\n' >middle.mems
    gives 0 middle.mems --paper 20 --questions 3 && nothing "$(grep -c '^Do the op' out | grep -v '^0$')"
}
check 'all papers of a run are of a kind' alike

# ---- Grades ----

cat >class.txt <<'END'
# Friday, first group
paper 1-CODE
name Ada Lovelace
1. nowhere
2  3700
3: node
4) 99999
5  maybe
6

paper 2
name Bob [31m
1 node
6 nowhere
END
code=$("$mems" quiz --paper 1 $own | sed -n 's/^MeMS paper 1-\([0-9a-f]*\).*/\1/p')
sed "s/CODE/$code/" class.txt | awk '{ gsub(/\[31m/, sprintf("%c[31m", 27)); print }' >friday.txt

graded()
{
    gives 0 --grade friday.txt $own --ascii && nothing "$(cat error)" && same grades.txt &&
        nothing "$(LC_ALL=C grep '[^ -~]' out)"
}
check 'a class, graded, with reasons' graded
columns_apart()
{
    awk 'BEGIN { for (i = 0; i < 60; i++) { print "paper 1"; for (q = 1; q <= 500; q++) print q " n" } }' >full.txt
    gives 0 --grade full.txt --questions 500 && tail -n 1 out | grep -Eq '^  all *[0-9]{4} of 30000 +[0-9]+ of '
}
check 'a large class has its points in columns' columns_apart
typed() { "$mems" quiz --grade - $own --ascii <friday.txt >out 2>error && nothing "$(cat error)" && same grades.txt; }
check 'the same from standard input' typed
documented()
{
    block "$source/docs/json.md" answers | sed '/^```/d' >answers.txt
    gives 0 --grade answers.txt --questions 1 --page-size 4096 --json && nothing "$(cat error)" &&
        { echo '```json'; cat out; echo '```'; } >fenced && in_step "$source/docs/json.md" grades fenced &&
        gives 0 --grade answers.txt --questions 1 --page-size 4096 -o grades.json &&
        sed '/^```/d' fenced | cmp - grades.json
}
check 'docs/json.md shows what grades are' documented

# What a lesson says may be put better between printing and grading.
other_words()
{
    sed 's/^say .*/say "Hm."/; s/^? .*/?/' "$MEMS_LESSONS/07-joining.mems" >reworded.mems
    gives 0 reworded.mems --paper 1 --questions 4 --policy best &&
        [ "$(sed -n 1p out)" = "$(sed -n 1p "$golden/4l-lesson.txt")" ]
}
check 'a paper is the same when the words of its lesson change' other_words
other_paper()
{
    sed "s/^paper 1-.*/paper 1-0000/; s/^paper 2/paper 2/" friday.txt >other.txt
    gives 2 --grade other.txt $own && grep -q "^mems: other.txt:2: paper 1 has the code $code here and 0000 there: " error &&
        grep -q '^Paper 2-.*, Bob' out && ! grep -q Ada out
}
check 'a paper of another seed is not graded, the others are' other_paper
no_such_question()
{
    printf 'paper 1\n7 node\n' >seven.txt
    gives 2 --grade seven.txt $own &&
        grep -q '^mems: seven.txt:2: paper 1 has 6 questions, and no question 7$' error &&
        grep -q '^  1-.* 0 of 6 ' out
}
check 'a question that the paper does not have' no_such_question
problems()
{
    printf 'paper 1\n1 nowhere\n1 3\nhallo\npaper 2-1\n1 node\npaper 3\n1 node\n' >bad.txt
    gives 2 --grade bad.txt $own && cp out grades && cp error out && same problems.txt &&
        grep -q '^  1-.* 1 of 6 ' grades && grep -q '^  3-' grades && ! grep -q '^  2-' grades
}
check 'what is wrong with answers, and where; all else is graded' problems
: >none.txt
check 'no answers' refuses 'mems: none.txt: no answers: expected lines such as: paper 3, and: 1 2000' \
    --grade none.txt
check 'a file that is not there' refuses 'mems: cannot open gone.txt: No such file or directory' \
    --grade gone.txt
garbage()
{
    LC_ALL=C awk 'BEGIN { for (n = 1; i++ < 100000; n = n * 16807 % 2147483647)
        printf "%c", int(n / 65536) % 256 }' >garbage.txt
    gives 2 --grade garbage.txt && nothing "$(cat out)" &&
        nothing "$(LC_ALL=C tr -d '\n\040-\176\200-\377' <error | od -c | grep -v '^0000000$')" &&
        [ "$(wc -l <error)" -lt 80 ]
}
check 'a file that is no text' garbage
endless()
{
    timeout 20 "$mems" quiz --grade /dev/zero >out 2>error
    [ $? -eq 2 ] && nothing "$(cat out)" && grep -q ': the line is too long; ' error
}
[ -c /dev/zero ] && check 'a file that does not end' endless
twice()
{
    printf 'paper 1\n1 5\n' >five.txt
    "$mems" quiz - --grade - <five.txt >out 2>error
    [ $? -eq 2 ] && printf '%s\n' "mems: quiz: standard input is the workload, and cannot be the answers, too; see 'mems help quiz'" | diff -u - error
}
check 'standard input for both' twice

# ---- What does not go together ----

check 'both at once' refuses \
    "mems: quiz: --paper prints papers and --grade grades answers; say one of them; see 'mems help quiz'" \
    --paper 2 --grade friday.txt
check 'a transcript of papers' refuses \
    "mems: quiz: --line and --transcript are of a quiz that is answered here, not of papers; see 'mems help quiz'" \
    --paper 2 --transcript x
check 'papers as JSON' refuses \
    "mems: quiz: papers are text; --json is for a quiz and for --grade; see 'mems help quiz'" --paper 2 --json
check 'an output of a quiz' refuses \
    "mems: quiz: --output is for --paper and --grade; a quiz has --transcript; see 'mems help quiz'" joining -o x
check 'a file of grades for each' refuses \
    "mems: quiz: grades are one file; a %d in the name is for papers; see 'mems help quiz'" \
    --grade friday.txt -o 'x-%d'
check 'no papers' refuses "mems: quiz: --paper '0': expected a number from 1 to 1000" --paper 0
printf 'policy best\n' >idle.mems
check 'nothing to ask' refuses \
    'mems: idle.mems: nothing to ask: no operation places or frees a block' idle.mems --paper 2
printf 'malloc A 1\nmalloc B 1\n' >tiny.mems
too_few()
{
    gives 2 tiny.mems --paper 1000 --questions 1 && grep -q '^mems: tiny.mems: no paper was found that differs from the [0-9]* before it; ' error
}
check 'more papers than a file has' too_few
full() { "$mems" quiz --paper 1 >/dev/full 2>error; [ $? -eq 2 ] && grep -q 'standard output' error; }
[ -c /dev/full ] && check 'a full disk' full
interrupted()
{
    printf 'random 60000 seed 3 size 1..400 free 45%%\n' >huge.mems
    timeout -s INT 0.3 "$mems" quiz huge.mems --paper 1000 -o set.txt >out 2>error
    [ $? -eq 124 ] && nothing "$(ls set.txt* 2>/dev/null)"
}
check 'Ctrl-C leaves no half file' interrupted

# All sheets are of one paper, which is drawn before any is graded.
grading_interrupted()
{
    awk 'BEGIN { for (i = 0; i < 20000; i++) print "paper 1\n1 n" }' >crowd.txt
    timeout -s INT 1 "$mems" quiz huge.mems --grade crowd.txt -o grades.txt >out 2>error
    [ $? -eq 124 ] && nothing "$(ls grades.txt* 2>/dev/null)"
}
check 'Ctrl-C ends grading, too' grading_interrupted
finish
