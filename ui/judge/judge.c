/* judge.c: exercises in order; a process, a library with the right pages and a heap of
 * ours for each. */
#include "judge.h"

#include "array.h"
#include "workload.h"

#include <stdlib.h>
#include <sys/stat.h>

#define PAGE_USUAL 4096
#define START_USUAL 1000
#define START_MOST (UINT64_C(1) << 40)
#define SECONDS 30

/* ---- Building ---- */

/* The library with such pages, made now or before. NULL: there are too many kinds. */
static struct made_page *page_of(struct judge *judge, size_t page)
{
    struct made_page *made = judge->pages;

    for (int i = 0; i < judge->page_count; i++)
        if (made[i].page == page)
            return &made[i];
    if (judge->page_count == JUDGE_PAGES)
        return NULL;
    made += judge->page_count++;
    made->page = page;
    made->good = build_make(&judge->build, page, made->library, made->why, sizeof made->why);
    return made;
}

static void folder_of(const struct judge *judge, char out[BUILD_PATH])
{
    folder_path(out, BUILD_PATH, judge->build.folder, "run");
    mkdir(out, 0700);
}

static void start_student(const struct judge *judge, const struct made_page *made,
                          struct student *student)
{
    char folder[BUILD_PATH];

    folder_of(judge, folder);
    student_open(student, made->library, folder, judge->patience, judge->interrupted);
}

/* ---- A first look ---- */

struct look { uint64_t page, start; bool readable; enum student_state state; char said[600]; };

static struct look look_at(const struct judge *judge, const struct made_page *made)
{
    struct look look = {0};
    struct student student;
    struct printed printed = {0};

    start_student(judge, made, &student);
    if (student_ask(&student, COURSE_HELLO, 0, 0, 0, &look.page) &&
        student_ask(&student, COURSE_INIT, 0, 0, 0, NULL) &&
        student_ask(&student, COURSE_MALLOC, 1, 0, 0, &look.start))
        student_stats(&student, &printed, &look.readable);
    if (look.page == 0 && look.readable)
        look.page = printed_page(&printed);
    look.state = student.state;
    snprintf(look.said, sizeof look.said, "%s%s%s", student.end,
             student.said_length > 0 ? ": " : "", student.said);
    printed_close(&printed);
    student_close(&student);
    return look;
}

static bool is_page(uint64_t page)
{
    return page >= 1 && page <= (UINT64_C(1) << 30);
}

/* Another page size that the source says is put aside where it can be. */
static void settle_page(struct judge *judge, const struct look *look)
{
    const struct made_page *made;

    judge->page = is_page(look->page) ? (size_t)look->page : PAGE_USUAL;
    if (judge->page == PAGE_USUAL || judge->build.kind == BUILD_LIBRARY)
        return;
    made = page_of(judge, PAGE_USUAL);
    if (made != NULL && made->good)
        judge->page = judge->made_with = PAGE_USUAL;
}

bool judge_open(struct judge *judge, const char *file, unsigned patience,
                bool (*interrupted)(void), char *why, size_t size)
{
    struct made_page *made;
    struct look look;

    *judge = (struct judge){.file = file, .patience = patience, .seconds = SECONDS,
                            .interrupted = interrupted, .start = START_USUAL};
    if (!build_open(&judge->build, file, why, size))
        return false;
    judge->build.interrupted = interrupted;
    made = page_of(judge, 0);
    if (!made->good) {
        snprintf(why, size, "%s %s", file, made->why);
        return false;
    }
    look = look_at(judge, made);
    if (look.state == STUDENT_FAILED || look.state == STUDENT_STOPPED) {
        snprintf(why, size, "%s %s", file, look.said);
        return false;
    }
    judge->hangs += look.state == STUDENT_HUNG;
    settle_page(judge, &look);
    judge->stats_readable = look.readable;
    if (look.start >= 1 && look.start <= START_MOST)
        judge->start = look.start;
    return true;
}

void judge_close(struct judge *judge)
{
    for (size_t i = 0; i < judge->trial_count; i++) {
        finding_close(&judge->trials[i].finding);
        if (judge->trials[i].exercise != NULL)
            ops_close(judge->trials[i].ops);
    }
    free(judge->trials);
    build_close(&judge->build);
}

/* ---- What is to be done ---- */

static bool add(struct judge *judge, struct trial trial)
{
    size_t room = judge->trial_count;
    struct trial *trials = array_grow(judge->trials, &room, judge->trial_count + 1,
                                      sizeof *trials);

    if (trials == NULL)
        return false;
    judge->trials = trials;
    trials[judge->trial_count++] = trial;
    return true;
}

/* The text of an exercise, so often as it says, as operations. NULL without memory. */
static struct ops *ops_of(const struct exercise *exercise)
{
    struct ops *ops = ops_open();
    int times = exercise->times > 0 ? exercise->times : 1;
    size_t size = 0;
    char *text = NULL;
    FILE *file = ops != NULL ? open_memstream(&text, &size) : NULL;
    struct problems problems;
    bool good = file != NULL;

    for (int i = 0; good && i < times; i++)
        good = fputs(exercise->text, file) >= 0;
    if (file != NULL)
        good = fclose(file) == 0 && good;
    file = good ? fmemopen(text, size, "r") : NULL;
    good = file != NULL && workload_read(ops, file, &problems, NULL, NULL);
    if (file != NULL)
        fclose(file);
    free(text);
    if (!good) {
        ops_close(ops);
        ops = NULL;
    }
    return ops;
}

bool judge_add_exercises(struct judge *judge)
{
    for (size_t i = 0; i < exercise_count; i++) {
        const struct exercise *exercise = &exercises[i];
        struct ops *ops = ops_of(exercise);

        if (ops == NULL)
            return false;
        if (!add(judge, (struct trial){.topic = exercise->topic, .title = exercise->title,
                                       .exercise = exercise, .ops = ops})) {
            ops_close(ops);
            return false;
        }
    }
    return true;
}

bool judge_add_workload(struct judge *judge, const char *name, struct ops *ops)
{
    return add(judge, (struct trial){.topic = TOPIC_WORKLOADS, .title = name, .ops = ops});
}

/* ---- Running ---- */

/* What was right as far as it could be seen is right only if all could be. */
static void settle_outcome(struct judge *judge, struct trial *trial)
{
    const struct finding *finding = &trial->finding;

    trial->outcome = finding->trouble == TROUBLE_NONE ? TRIAL_RIGHT : TRIAL_WRONG;
    if (trial->outcome == TRIAL_RIGHT && finding->unseen && trial->exercise != NULL) {
        trial->outcome = TRIAL_NOT_RUN;
        snprintf(trial->why, sizeof trial->why, "its chains cannot be read in what it prints");
    }
    judge->hangs += finding->trouble == TROUBLE_HANG;
    if (finding->trouble == TROUBLE_STOPPED) {
        judge->stopped = true;
        trial->outcome = TRIAL_NOT_RUN;
        snprintf(trial->why, sizeof trial->why, "%s", "it was stopped");
    }
}

static size_t wanted_page(const struct judge *judge, const struct trial *trial)
{
    size_t page = trial->exercise != NULL ? trial->exercise->page
                                          : ops_options_view(trial->ops)->page_size;

    return page == 0 || page == judge->page ? judge->page : page;
}

/* The library for a trial; NULL: trial->why says why there is none. */
static const struct made_page *made_for(struct judge *judge, struct trial *trial)
{
    size_t page = wanted_page(judge, trial);
    struct made_page *made = page_of(judge, page == judge->page ? judge->made_with : page);

    if (made == NULL)
        snprintf(trial->why, sizeof trial->why, "there are too many page sizes");
    else if (!made->good && judge->build.kind != BUILD_LIBRARY)
        snprintf(trial->why, sizeof trial->why, "with pages of %zu bytes it %.100s", page,
                 made->why);
    else if (!made->good)
        snprintf(trial->why, sizeof trial->why, "%s", made->why);
    if (made == NULL || !made->good)
        return NULL;
    return made;
}

static void run_once(const struct judge *judge, const struct made_page *made,
                     const struct lockstep *lockstep, struct finding *finding)
{
    struct student student;

    start_student(judge, made, &student);
    lockstep_run(lockstep, &student, finding);
    student_close(&student);
}

void judge_run(struct judge *judge, size_t index)
{
    struct trial *trial = &judge->trials[index];
    struct lockstep lockstep = {.ops = trial->ops, .page = wanted_page(judge, trial),
                                .start = judge->start, .seconds = judge->seconds};
    const struct made_page *made;

    if (judge->stopped || judge->hangs >= JUDGE_HANGS) {
        snprintf(trial->why, sizeof trial->why, "%s", judge->stopped ? "it was stopped"
                                                : "it did not return, twice before");
        return;
    }
    made = made_for(judge, trial);
    if (made == NULL)
        return;
    lockstep.checks = trial->exercise != NULL ? trial->exercise->checks
                                              : (unsigned)(CHECK_ADDRESSES | CHECK_CHAINS);
    if ((lockstep.checks & CHECK_START) != 0)
        lockstep.start = START_USUAL;
    run_once(judge, made, &lockstep, &trial->finding);
    if (trial->finding.trouble == TROUBLE_CHAINS &&
        trial->finding.since + 1 < trial->finding.step) { /* somewhere since then */
        lockstep.look_from = trial->finding.since;
        finding_close(&trial->finding);
        run_once(judge, made, &lockstep, &trial->finding);
    }
    settle_outcome(judge, trial);
}

/* ---- Looking ---- */

static void count(const struct trial *trial, struct topic_score *score)
{
    score->all++;
    score->run += trial->outcome != TRIAL_NOT_RUN;
    score->right += trial->outcome == TRIAL_RIGHT;
}

struct topic_score judge_score(const struct judge *judge, enum topic topic)
{
    struct topic_score score = {0};

    for (size_t i = 0; i < judge->trial_count; i++)
        if (judge->trials[i].topic == topic)
            count(&judge->trials[i], &score);
    return score;
}

struct topic_score judge_total(const struct judge *judge)
{
    struct topic_score score = {0};

    for (size_t i = 0; i < judge->trial_count; i++)
        count(&judge->trials[i], &score);
    return score;
}

size_t judge_next_wrong(const struct judge *judge, size_t from)
{
    while (from < judge->trial_count && judge->trials[from].outcome != TRIAL_WRONG)
        from++;
    return from;
}

void judge_where(const struct trial *trial, char *out, size_t size)
{
    const struct finding *finding = &trial->finding;
    char line[96];
    struct op op;

    if (finding->step == 0) {
        snprintf(out, size, "before the first operation");
        return;
    }
    op = ops_at(trial->ops, finding->step);
    ops_print(trial->ops, &op, line, sizeof line);
    snprintf(out, size, "operation %u of %u, %s", (unsigned)finding->step,
             (unsigned)finding->steps, line);
}
