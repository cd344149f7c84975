/* rounds.c: asks children, round after round, so that what disturbs the machine
 * disturbs all alike. The order turns by one each round. */
#include "bench.h"

#include "ask.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What a child may take beside its passes, in seconds. */
#define PATIENCE 30

struct course {
    struct bench *bench;
    int files[BENCH_TAPES];
    sigset_t watched;
    bench_show *show;
    void *user;
    unsigned done;
};

static void watched_signals(sigset_t *set)
{
    sigemptyset(set);
    sigaddset(set, SIGINT);
    sigaddset(set, SIGTERM);
}

void bench_hold_signals(void)
{
    sigset_t set;

    watched_signals(&set);
    sigprocmask(SIG_BLOCK, &set, NULL);
}

void bench_release_signals(void)
{
    sigset_t set;

    watched_signals(&set);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* Touching more than half of the machine's memory would end other work than ours. */
static bool fits_machine(const struct tape *tape, const struct request *request)
{
    long pages = sysconf(_SC_PHYS_PAGES), page = sysconf(_SC_PAGESIZE);

    return (!request->touch && !request->ahead) || pages <= 0 || page <= 0 ||
           tape->head.peak_bytes / (uint64_t)page < (uint64_t)pages / 2;
}

static enum asked ask(struct course *course, size_t tape, const struct request *request,
                      struct answer *answer, char *why, size_t size)
{
    unsigned seconds = PATIENCE + request->budget / 1000 * 4;

    if (!fits_machine(&course->bench->tapes[tape], request)) {
        snprintf(why, size, "needs more than half of the machine's memory");
        return ASKED_FAILED;
    }
    return ask_child(request, course->files[tape], &course->watched, seconds, answer, why, size);
}

static void close_score(struct score *score, const char *why)
{
    score->closed = true;
    snprintf(score->why, sizeof score->why, "%s", why);
}

static void keep(struct score *score, const struct answer *answer)
{
    if (score->colds == 0)
        score->answer = *answer;
    score->closed = answer->cut;
    if (answer->done > 0 && score->colds < BENCH_ROUNDS)
        score->cold[score->colds++] = answer->cold;
    if (answer->warm > 0 && score->warms < BENCH_ROUNDS)
        score->warm[score->warms++] = answer->warm;
    if (answer->done == 0 && answer->cut)
        close_score(score, "cut before the first timed operation");
}

/* A peer goes by the first of its names that is there. false: interrupted. */
static bool measure(struct course *course, size_t tape, size_t index, enum mode mode)
{
    struct bench *bench = course->bench;
    struct contestant *contestant = &bench->contestants[index];
    struct score *score = bench_score(bench, tape, index, mode);
    struct request request = contestant->request;
    struct answer answer = {0};
    char why[sizeof score->why] = "";

    request.touch = mode == MODE_TOUCHED;
    request.warm = bench->warm;
    request.budget = bench->budget;
    switch (ask(course, tape, &request, &answer, why, sizeof why)) {
    case ASKED_INTERRUPTED:
        return false;
    case ASKED_FAILED:
        close_score(score, why);
        return true;
    case ASKED_GOOD:
        break;
    }
    if (answer.state == ANSWER_NOT_INSTALLED) {
        const struct peer *peer = contestant->peer;

        if (peer == NULL || ++contestant->library >= PEER_LIBRARIES ||
            peer->libraries[contestant->library] == NULL) {
            contestant->absent = true;
            return true;
        }
        snprintf(contestant->request.library, LIBRARY_SIZE, "%s",
                 peer->libraries[contestant->library]);
        return measure(course, tape, index, mode);
    }
    if (answer.state == ANSWER_GOOD)
        keep(score, &answer);
    else
        close_score(score, "no memory for the measurement's own books");
    return true;
}

static void tell(struct course *course, size_t tape, const char *who, const char *how)
{
    char what[96];

    snprintf(what, sizeof what, "%.40s, %s%s", course->bench->tapes[tape].name, who, how);
    course->show(course->user, course->done++, what);
}

/* false: interrupted. */
static bool play_round(struct course *course, unsigned round)
{
    struct bench *bench = course->bench;
    size_t contestants = bench->contestant_count;

    for (size_t tape = 0; tape < bench->tape_count; tape++) {
        for (size_t i = 0; i < contestants * MODES; i++) {
            size_t index = (i / MODES + round) % contestants;
            enum mode mode = (enum mode)(i % MODES);

            if (!bench->modes[mode])
                continue;
            tell(course, tape, bench->contestants[index].name,
                 mode == MODE_TOUCHED ? ", touched" : "");
            if (bench->contestants[index].absent ||
                bench_score(bench, tape, index, mode)->closed)
                continue;
            if (!measure(course, tape, index, mode))
                return false;
        }
    }
    return true;
}

/* Placements, before anything is timed. false: interrupted. */
static bool compare_placements(struct course *course)
{
    struct bench *bench = course->bench;

    for (size_t tape = 0; tape < bench->tape_count; tape++) {
        for (int policy = 0; policy < MEMS_POLICIES; policy++) {
            struct placement *placement = &bench->placements[tape][policy];
            struct request request = {.allocator = ALLOCATOR_BOTH,
                                      .policy = (enum mems_policy)policy,
                                      .budget = bench->budget};
            struct answer answer = {0};
            enum asked result;

            if (!bench->compare[policy])
                continue;
            tell(course, tape, mems_policy_name((enum mems_policy)policy), ", placements");
            result = ask(course, tape, &request, &answer, placement->why, sizeof placement->why);
            if (result == ASKED_INTERRUPTED)
                return false;
            placement->compared = result == ASKED_GOOD && answer.state == ANSWER_GOOD;
            placement->differs = answer.differs;
            placement->done = answer.done;
        }
    }
    return true;
}

unsigned bench_work(const struct bench *bench)
{
    unsigned modes = 0, policies = 0;

    for (int i = 0; i < MODES; i++)
        modes += bench->modes[i];
    for (int i = 0; i < MEMS_POLICIES; i++)
        policies += bench->compare[i];
    return (unsigned)bench->tape_count *
           (bench->rounds * modes * (unsigned)bench->contestant_count + policies);
}

bool bench_run(struct bench *bench, bench_show *show, void *user, char *why, size_t size)
{
    struct course course = {.bench = bench, .show = show, .user = user};
    size_t open = 0;

    watched_signals(&course.watched);
    for (; open < bench->tape_count; open++) {
        course.files[open] = tape_file(&bench->tapes[open]);
        if (course.files[open] < 0) {
            snprintf(why, size, "cannot write a temporary file: %s", strerror(errno));
            break;
        }
    }
    if (open == bench->tape_count) {
        bench->interrupted = !compare_placements(&course);
        while (!bench->interrupted && bench->rounds_done < bench->rounds) {
            bench->interrupted = !play_round(&course, bench->rounds_done);
            bench->rounds_done += !bench->interrupted;
        }
    }
    for (size_t i = 0; i < open; i++)
        close(course.files[i]);
    return open == bench->tape_count;
}
