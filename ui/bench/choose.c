/* choose.c: who takes part, and how much is measured. */
#include "choose.h"

#include "churn.h"
#include "plot.h"

#include <stdio.h>
#include <string.h>

#define NAIVE "naive"
#define NOBODY "none"
#define POLICIES_ALL ((1u << MEMS_POLICIES) - 1)

/* Calls `use` for each name between commas; false as soon as that is. */
typedef bool name_user(void *user, const char *name, size_t length);

static bool each_name(const char *list, name_user *use, void *user)
{
    for (;;) {
        size_t length = strcspn(list, ",");

        if (!use(user, list, length))
            return false;
        if (list[length] == '\0')
            return true;
        list += length + 1;
    }
}

static bool is_word(const char *name, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(name, word, length) == 0;
}

/* ---- Policies ---- */

static bool add_policy(void *user, const char *name, size_t length)
{
    unsigned *policies = user;

    for (int i = 0; i < MEMS_POLICIES; i++) {
        if (is_word(name, length, mems_policy_name((enum mems_policy)i))) {
            *policies |= 1u << i;
            return true;
        }
    }
    return false;
}

unsigned choose_policies(const char *list)
{
    unsigned policies = 0;

    return each_name(list, add_policy, &policies) ? policies : 0;
}

static unsigned policies_of(const struct choice *choice)
{
    if (choice->policies != 0)
        return choice->policies;
    return choice->quick ? 1u << MEMS_FIRST_FIT : POLICIES_ALL;
}

static enum mems_policy first_of(unsigned policies)
{
    int policy = 0;

    while (policies >> policy != 0 && (policies >> policy & 1) == 0)
        policy++;
    return (enum mems_policy)policy;
}

/* ---- Others ---- */

static bool is_path(const char *name, size_t length)
{
    return memchr(name, '/', length) != NULL && length < LIBRARY_SIZE;
}

static bool is_known(void *user, const char *name, size_t length)
{
    (void)user;
    return is_word(name, length, NAIVE) || is_word(name, length, NOBODY) ||
           peer_find(name, length) != NULL || is_path(name, length);
}

bool choose_valid(const char *against)
{
    return each_name(against, is_known, NULL);
}

static bool add_peer(void *user, const char *name, size_t length)
{
    const struct peer *peer = peer_find(name, length);
    char path[LIBRARY_SIZE];

    if (peer != NULL)
        return bench_add_peer(user, peer);
    if (!is_path(name, length))
        return true;
    snprintf(path, sizeof path, "%.*s", (int)length, name);
    return bench_add_library(user, path);
}

static bool find_naive(void *user, const char *name, size_t length)
{
    *(bool *)user |= is_word(name, length, NAIVE);
    return true;
}

static bool add_others(struct bench *bench, const struct choice *choice, bool *naive)
{
    bool good = true;

    *naive = choice->against == NULL;
    if (choice->against != NULL)
        return each_name(choice->against, find_naive, naive) &&
               each_name(choice->against, add_peer, bench);
    for (size_t i = 0; good && i < peer_count; i++)
        good = bench_add_peer(bench, &peers[i]);
    return good;
}

/* ---- All ---- */

static void set_effort(struct bench *bench, const struct choice *choice)
{
    bench->rounds = choice->rounds != 0 ? choice->rounds : choice->quick ? 1 : 5;
    bench->budget = choice->budget != 0 ? choice->budget : choice->quick ? 1000 : 5000;
    bench->warm = choice->quick ? 1 : 2;
}

bool choose_all(struct bench *bench, const struct choice *choice)
{
    unsigned policies = policies_of(choice);
    bool good = true, naive;

    set_effort(bench, choice);
    bench->modes[MODE_PLAIN] = bench->modes[MODE_TOUCHED] = true;
    for (int policy = 0; policy < MEMS_POLICIES; policy++)
        if (policies >> policy & 1)
            good = good && bench_add_heap(bench, (enum mems_policy)policy, false);
    for (int policy = 0; policy < MEMS_POLICIES; policy++)
        if (policies >> policy & 1)
            good = good && bench_add_heap(bench, (enum mems_policy)policy, true);
    good = good && bench_add_c(bench) && add_others(bench, choice, &naive);
    if (good && naive) {
        good = bench_add_naive(bench, first_of(policies));
        for (int policy = 0; policy < MEMS_POLICIES; policy++)
            bench->compare[policy] = policies >> policy & 1;
    }
    return good && bench_add_none(bench) && bench_ready(bench);
}

bool choose_plot(struct bench *plot, const struct choice *choice)
{
    struct choice all = *choice;

    all.rounds = choice->rounds != 0 ? choice->rounds : choice->quick ? 1 : 3;
    if (all.budget == 0)
        all.budget = choice->quick ? 500 : 2000; /* a cut one is told as well, here */
    set_effort(plot, &all);
    plot->warm = 0;
    return plot_prepare(plot, choice->policies != 0 ? choice->policies : POLICIES_ALL,
                        choice->quick ? PLOT_SIZES - 2 : PLOT_SIZES);
}

/* Their building up is part of what is timed: a program has to, too. */
bool choose_tapes(struct bench *bench, const struct choice *choice)
{
    static const uint64_t live[] = {1000, 10000, 100000};
    size_t count = choice->quick ? 2 : sizeof live / sizeof live[0];
    bool good = true;

    for (size_t i = 0; good && i < count; i++) {
        struct tape *tape = &bench->tapes[bench->tape_count++];

        good = churn_tape(tape, live[i], 5 * live[i] + 100000);
        tape->head.untimed = 0;
    }
    if (good) {
        struct tape *tape = &bench->tapes[bench->tape_count++];

        good = churn_queue(tape, 10000, 150000);
        tape->head.untimed = 0;
    }
    return good;
}
