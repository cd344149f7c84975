/* judge.h: a student's six functions judged: built, asked to do exercise after exercise,
 * each in a process of its own, and what came of it by topic. */
#ifndef MEMS_JUDGE_JUDGE_H
#define MEMS_JUDGE_JUDGE_H

#include "build.h"
#include "exercises.h"
#include "lockstep.h"

#define JUDGE_PAGES 16       /* libraries with different page sizes, at most */
#define JUDGE_HANGS 2        /* after so many the rest is not run */

enum trial_end { TRIAL_NOT_RUN, TRIAL_RIGHT, TRIAL_WRONG };

struct trial {
    enum topic topic;
    const char *title;       /* what should hold, or the workload's name */
    const struct exercise *exercise; /* NULL: a workload that was given */
    struct ops *ops;         /* owned for an exercise */
    enum trial_end outcome;
    char why[160];           /* NOT_RUN: why not, or not to its end */
    struct finding finding;
};

struct made_page {
    size_t page;             /* 0: as the source says */
    bool good;
    char library[BUILD_PATH];
    char why[160];
};

struct judge {
    const char *file;        /* as the person named it */
    struct build build;
    struct made_page pages[JUDGE_PAGES];
    int page_count;
    size_t page;             /* the usual one, in bytes */
    size_t made_with;        /* how it is built for that: 0, or the page */
    uint64_t start;          /* the first address it gave; 1000 if it gave none */
    bool stats_readable;
    unsigned patience;       /* milliseconds for a call */
    unsigned seconds;        /* for a workload */
    int hangs;
    bool stopped;            /* by Ctrl-C */
    bool (*interrupted)(void);
    struct trial *trials;
    size_t trial_count;
};

/* Builds `file` and has a first look at it. false: `why` says why, and build.said may
 * hold what the compiler said. In either case it ends with judge_close. */
bool judge_open(struct judge *judge, const char *file, unsigned patience,
                bool (*interrupted)(void), char *why, size_t size);

/* Adds all exercises; a workload, whose ops stay the caller's. false without memory. */
bool judge_add_exercises(struct judge *judge);
bool judge_add_workload(struct judge *judge, const char *name, struct ops *ops);

/* Runs one of them. */
void judge_run(struct judge *judge, size_t trial);

void judge_close(struct judge *judge);

struct topic_score { size_t right, run, all; };
struct topic_score judge_score(const struct judge *judge, enum topic topic);
struct topic_score judge_total(const struct judge *judge);

/* The first one that is wrong, from `from` on; trial_count: none. */
size_t judge_next_wrong(const struct judge *judge, size_t from);

/* "operation 3 of 9, malloc C 400", or what came before all of them. */
void judge_where(const struct trial *trial, char *out, size_t size);

#endif
