/* paper.c: each try at a paper has a seed of its own. One that has fewer questions than
 * wanted is kept only when the tries are over, since its workload may be to blame. */
#include "paper.h"

#include "digest.h"
#include "draw.h"
#include "exercise.h"

#include <stdio.h>

#define TRIES 24

/* Of the heap, the operations and the questions. */
static uint64_t digest_of(const struct paper *paper)
{
    struct mems_options heap = mems_heap_options(timeline_heap(paper->timeline));
    uint64_t digest = digest_word(DIGEST_START, ops_digest_steps(timeline_ops(paper->timeline)));

    digest = digest_word(digest, heap.page_size);
    digest = digest_word(digest, heap.start);
    digest = digest_word(digest, heap.align);
    digest = digest_word(digest, (uint64_t)heap.policy << 1 | heap.join);
    for (size_t i = 0; i < paper->quiz.count; i++) {
        const struct question *question = &paper->quiz.items[i].question;

        digest = digest_word(digest, question->step);
        digest = digest_word(digest, question->of_op ? 0 : question->address);
    }
    return digest;
}

void paper_code(const struct paper *paper, char out[PAPER_CODE])
{
    uint64_t folded = paper->digest ^ paper->digest >> 32;

    snprintf(out, PAPER_CODE, "%04x", (unsigned)((folded ^ folded >> 16) & 0xffff));
}

static bool is_new(const struct papers *papers, uint64_t digest)
{
    for (unsigned i = 0; i < papers->count; i++)
        if (papers->digests[i] == digest)
            return false;
    return true;
}

void paper_close(struct papers *papers, struct paper *paper)
{
    quiz_close(&paper->quiz);
    if (paper->timeline != papers->timeline)
        timeline_close(paper->timeline);
    ops_close(paper->own);
    *paper = (struct paper){0};
}

/* ---- One try ---- */

/* The run that it asks about. */
static bool open_run(const struct papers *papers, struct paper *paper, uint64_t seed)
{
    paper->timeline = papers->timeline;
    if (papers->timeline != NULL)
        return true;
    paper->own = exercise_make(seed, 2 * papers->questions + 6, papers->heap.page_size);
    if (paper->own == NULL)
        return false;
    *ops_options(paper->own) = papers->heap;
    return timeline_open(&paper->timeline, paper->own, &papers->heap) == MEMS_OK
        && timeline_seek(paper->timeline, UINT32_MAX) == timeline_end(paper->timeline);
}

static enum paper_result choose(struct paper *paper, paper_go_on *go_on, void *user,
                                uint64_t *looks)
{
    while (quiz_choose(&paper->quiz, paper->timeline))
        if (go_on != NULL && !go_on(user, ++*looks))
            return PAPER_ENDED;
    return paper->quiz.count > 0 ? PAPER_DRAWN : PAPER_NOTHING;
}

static enum paper_result draw_one(const struct papers *papers, struct paper *paper,
                                  uint64_t seed, paper_go_on *go_on, void *user,
                                  uint64_t *looks)
{
    enum paper_result result;

    if (!open_run(papers, paper, seed)
        || !quiz_open(&paper->quiz, paper->timeline, seed, papers->questions, QUIZ_VARIED))
        return PAPER_MEMORY;
    result = choose(paper, go_on, user, looks);
    paper->number = papers->count + 1;
    paper->digest = digest_of(paper);
    return result == PAPER_DRAWN && !is_new(papers, paper->digest) ? PAPER_NO_OTHER : result;
}

/* ---- The next paper ---- */

static bool is_short(const struct papers *papers, const struct paper *paper)
{
    return papers->timeline == NULL && paper->quiz.count < papers->questions;
}

/* The seed of a try: as if all papers' tries were numbers drawn from one seed. */
static uint64_t seed_of(const struct papers *papers, unsigned try)
{
    uint64_t state = papers->seed;

    state = draw_next(&state) ^ ((uint64_t)papers->count << 32 | try);
    return draw_next(&state);
}

enum paper_result papers_next(struct papers *papers, struct paper *paper, paper_go_on *go_on,
                              void *user)
{
    enum paper_result result = PAPER_NO_OTHER;
    uint64_t looks = 0;

    for (unsigned try = 0; try < TRIES; try++) {
        *paper = (struct paper){0};
        result = draw_one(papers, paper, seed_of(papers, try), go_on, user, &looks);
        if (result == PAPER_DRAWN && (!is_short(papers, paper) || try == TRIES - 1)) {
            papers->digests[papers->count++] = paper->digest;
            return PAPER_DRAWN;
        }
        paper_close(papers, paper);
        if (result == PAPER_MEMORY || result == PAPER_ENDED
            || (result == PAPER_NOTHING && papers->timeline != NULL))
            return result;
    }
    return result == PAPER_DRAWN ? PAPER_NO_OTHER : result;
}
