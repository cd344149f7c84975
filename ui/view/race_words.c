/* race_words.c: sentences about a race: of two heaps both are named with what
 * they have; of more the one that differs from the rest, or the two ends. */
#include "race_words.h"

#include "score.h"

#include <inttypes.h>
#include <string.h>

/* ---- Names ---- */

/* Which options tell the heaps apart. */
struct traits {
    bool policy, page, align;
};

static struct traits traits_of(const struct race *race)
{
    struct traits differ = {0};
    const struct mems_options *first = race_options(race, 0);
    for (int i = 1; i < race_count(race); i++) {
        const struct mems_options *options = race_options(race, i);
        differ.policy = differ.policy || options->policy != first->policy;
        differ.page = differ.page || options->page_size != first->page_size;
        differ.align = differ.align || options->align != first->align;
    }
    return differ;
}

void race_name_say(struct phrase *say, const struct race *race, int heap)
{
    const struct mems_options *options = race_options(race, heap);
    struct traits traits = traits_of(race);
    size_t begun = say->length;
    if (race_label(race, heap) != NULL)
        phrase_add(say, "%s", race_label(race, heap));
    if (traits.policy)
        phrase_add(say, "%s%s fit", say->length > begun ? ", " : "",
                   mems_policy_name(options->policy));
    if (traits.page) {
        phrase_add(say, say->length > begun ? ", page " : "page ");
        phrase_number(say, options->page_size);
    }
    if (traits.align) {
        phrase_add(say, say->length > begun ? ", align " : "align ");
        phrase_number(say, options->align);
    }
}

char *race_name(const struct race *race, int heap, char out[RACE_NAME])
{
    struct phrase say = phrase_in(out, RACE_NAME);
    race_name_say(&say, race, heap);
    return out;
}

int race_name_cols(const struct race *race)
{
    char name[RACE_NAME];
    int most = 0;
    for (int i = 0; i < race_count(race); i++) {
        int cols = text_width(race_name(race, i, name));
        most = cols > most ? cols : most;
    }
    return most;
}

/* Whether all choose alike now: a branch may have set another policy. */
static bool one_policy(const struct race *race)
{
    enum mems_policy first = mems_heap_options(timeline_heap(race_timeline(race, 0))).policy;
    for (int i = 1; i < race_count(race); i++)
        if (mems_heap_options(timeline_heap(race_timeline(race, i))).policy != first)
            return false;
    return true;
}

size_t race_shared(const struct race *race, char *out, size_t size)
{
    /* of now: the workload may have set a policy */
    struct mems_options options = mems_heap_options(timeline_heap(race_timeline(race, 0)));
    struct traits traits = traits_of(race);
    struct phrase say = phrase_in(out, size);
    if (!traits.policy && one_policy(race))
        phrase_add(&say, "%s fit", mems_policy_name(options.policy));
    if (!traits.page) {
        phrase_add(&say, say.length > 0 ? " \u00B7 page " : "page ");
        phrase_number(&say, options.page_size);
    }
    if (!traits.align && options.align > 1)
        phrase_add(&say, "%salign %zu", say.length > 0 ? " \u00B7 " : "", options.align);
    if (!options.join)
        phrase_add(&say, "%sjoining off", say.length > 0 ? " \u00B7 " : "");
    return say.length;
}

/* ---- The present operation ---- */

static void say_address(struct phrase *say, const struct view *view, uint64_t address)
{
    char text[ADDRESS_SIZE];
    phrase_add(say, "%s", view_address(view, address, text));
}

static void say_placed(struct phrase *say, const struct view *view,
                       const struct timeline *timeline, const struct mems_decision *placed)
{
    uint64_t page = mems_heap_options(timeline_heap(timeline)).page_size;
    phrase_sign(say, theme_arrow(view->medium.glyphs) + 1, "at ");
    say_address(say, view, placed->address);
    if (placed->did & MEMS_DID_NODE) {
        phrase_add(say, ", a new node of ");
        phrase_count(say, (placed->size + placed->right) / page, "page", "pages");
    } else {
        phrase_words(say, ", a HOLE of ");
        phrase_bytes(say, placed->size + placed->right);
        if (placed->right > 0) {
            phrase_add(say, ", ");
            phrase_number(say, placed->right);
            phrase_add(say, " left");
        } else {
            phrase_add(say, ", exactly");
        }
    }
    phrase_add(say, "; looked at ");
    phrase_count(say, tally_step(timeline).looked, "hole", "holes");
}

static bool sets_policy(const struct timeline *timeline, const struct event *event)
{
    return event->outcome == OUTCOME_DONE &&
           timeline_op(timeline, timeline_step(timeline)).kind == OP_POLICY;
}

void race_choice(struct phrase *say, const struct view *view, int heap)
{
    const struct timeline *timeline = race_timeline(view->race, heap);
    struct event event = timeline_event(timeline, timeline_step(timeline));
    if (race_waits(view->race, heap, race_step(view->race))) {
        phrase_add(say, "has no such operation, and waits");
    } else if (event.has_malloc) {
        say_placed(say, view, timeline, &event.malloc);
    } else if (event.has_free) {
        phrase_words(say, "a HOLE of ");
        phrase_bytes(say, event.free.left + event.free.size + event.free.right);
        phrase_add(say, " at ");
        say_address(say, view, event.free.address - event.free.left);
    } else if (event.outcome == OUTCOME_NO_MEMORY) {
        phrase_add(say, "NULL: %s", mems_error_text(event.error));
    } else if (sets_policy(timeline, &event)) {
        phrase_add(say, "chooses by %s fit from here on",
                   mems_policy_name(mems_heap_options(timeline_heap(timeline)).policy));
    } else if (event.outcome == OUTCOME_UNKNOWN || event.outcome == OUTCOME_DEAD) {
        phrase_add(say, "does nothing: there is no such block");
    } else if (event.outcome == OUTCOME_ERROR) {
        phrase_add(say, "does nothing: %s", mems_error_text(event.error));
    }
}

static void say_block(struct phrase *say, const struct view *view)
{
    const struct race *race = view->race;
    const struct timeline *first = race_timeline(race, race_clock(race));
    struct op op = timeline_op(first, view->block);
    if (op.name != NO_NAME)
        phrase_block(say, ops_name(timeline_ops(first), op.name));
    phrase_add(say, ", placed at step ");
    phrase_number(say, view->block);
    phrase_add(say, ":");
    for (int i = 0; i < race_count(race); i++) {
        struct event made = timeline_event(race_timeline(race, i),
                                           race_step_of(race, i, view->block));
        phrase_add(say, i > 0 ? ", " : " ");
        if (made.has_malloc && !race_waits(race, i, view->block))
            say_address(say, view, made.malloc.address);
        else
            phrase_add(say, "not there");
        phrase_add(say, " in ");
        race_name_say(say, race, i);
    }
}

/* Where a branch leaves what it is a branch of; whether that is here. */
static bool say_change(struct phrase *say, const struct race *race)
{
    const struct timeline *branch = race_timeline(race, 1);
    struct change change = race_change(race);
    char line[160];
    if (race_label(race, 0) == NULL || change.step != race_step(race))
        return false;
    if (change.kind == CHANGE_REPLACE) {
        struct op op = ops_at(timeline_ops(branch), change.op);
        ops_print(timeline_ops(branch), &op, line, sizeof line);
        phrase_add(say, "in the branch %s", line);
    } else {
        phrase_add(say, change.kind == CHANGE_INSERT ? "in the branch only"
                                                     : "left out of the branch");
    }
    phrase_add(say, ": this is the change");
    return true;
}

void race_event(struct phrase *say, const struct view *view)
{
    const struct race *race = view->race;
    const struct timeline *first = race_timeline(race, race_clock(race));
    struct op op = timeline_op(first, race_step(race));
    char line[160];
    if (view->block > 0) {
        say_block(say, view);
        return;
    }
    if (race_step(race) == 0) {
        phrase_add(say, "nothing has happened yet: every heap is empty");
        return;
    }
    ops_print(timeline_ops(first), &op, line, sizeof line);
    phrase_add(say, "%s: ", line);
    if (say_change(say, race))
        return;
    if (op.kind == OP_POLICY && traits_of(race).policy)
        phrase_add(say, "in a race of policies each heap keeps its own");
    else if (race_lacks(race, race_step(race)))
        phrase_add(say, "its block is missing in the branch, where it does nothing");
    else if (op.kind != OP_MALLOC && op.kind != OP_REALLOC)
        phrase_add(say, "there is nothing to choose");
    else
        phrase_add(say, race_differs(race, race_step(race)) ? "the heaps choose differently"
                                                              : "the heaps choose alike");
}

/* ---- What it came to ---- */

bool race_first_apart(const struct race *race, uint32_t *step)
{
    return race_next_difference(race, race_change(race).step, step);
}

/* The change of a branch is none of them: it is what was asked. */
static void say_differences(struct phrase *say, const struct race *race)
{
    bool branch = race_label(race, 0) != NULL;
    uint32_t count = race_differences(race), here = race_step(race), first = 0;
    uint32_t change = branch ? race_change(race).step : 0;
    bool changed = branch && here >= change, any = race_first_apart(race, &first);
    if (changed && !any && race_known(race) == race_end(race)) {
        phrase_add(say, "no block lands differently after the change");
        return;
    }
    count -= changed && count > 0;
    if (count == 0) {
        phrase_add(say, here == 0 ? "no operation yet"
                        : changed ? "nothing but the change differs so far"
                                  : "no difference so far");
        return;
    }
    phrase_number(say, count);
    phrase_add(say, " of ");
    if (changed)
        phrase_count(say, here - change, "later step", "later steps");
    else
        phrase_count(say, here, "step", "steps");
    phrase_add(say, count == 1 ? " differs" : " differ");
    phrase_add(say, ", from step ");
    phrase_number(say, first);
    phrase_add(say, " on");
    if (race_idle(race) == 0)
        return;
    phrase_sign(say, RACE_BETWEEN, "; ");
    phrase_count(say, race_idle(race), "operation", "operations");
    phrase_add(say, " of the branch no longer %s a block, and %s nothing",
               race_idle(race) == 1 ? "has" : "have", race_idle(race) == 1 ? "does" : "do");
}

/* How a figure is said. */
struct wording {
    enum score_figure figure;
    const char *verb, *one, *many, *least;
};

/* The heap that alone has another value than all the rest; -1. */
static int alone(const uint64_t *values, int count)
{
    for (int lone = 0; lone < count; lone++) {
        int other = lone == 0 ? 1 : 0;
        bool is_alone = values[lone] != values[other];
        for (int i = 0; i < count; i++)
            is_alone = is_alone && (i == lone || values[i] == values[other]);
        if (is_alone)
            return lone;
    }
    return -1;
}

static void say_value(struct phrase *say, const struct score *score, enum score_figure figure,
                      int heap)
{
    char number[SCORE_TEXT];
    if (say->spoken)
        phrase_number(say, score->values[figure][heap]);
    else
        phrase_add(say, "%s", score_text(score, figure, heap, number));
}

/* "best fit mapped 1 page, the others 2" */
static void say_pair(struct phrase *say, const struct race *race, const struct wording *wording,
                     const struct score *score, int one, int other)
{
    race_name_say(say, race, one);
    phrase_add(say, " %s ", wording->verb);
    say_value(say, score, wording->figure, one);
    phrase_add(say, " %s, ",
               score->values[wording->figure][one] == 1 ? wording->one : wording->many);
    if (race_count(race) == 2)
        race_name_say(say, race, other);
    else
        phrase_add(say, "the others");
    phrase_add(say, traits_of(race).page || traits_of(race).align ? ": " : " ");
    say_value(say, score, wording->figure, other);
}

/* All heaps that have as much as this one. */
static void say_equals(struct phrase *say, const struct race *race, const uint64_t *values,
                       int heap)
{
    for (int i = 0, named = 0; i < race_count(race); i++) {
        if (values[i] != values[heap])
            continue;
        phrase_add(say, named++ > 0 ? " and " : "");
        race_name_say(say, race, i);
    }
}

/* "worst fit mapped the most pages (14), best fit the fewest (11)" */
static void say_ends(struct phrase *say, const struct race *race, const struct wording *wording,
                     const struct score *score, int most, int least)
{
    const uint64_t *values = score->values[wording->figure];
    say_equals(say, race, values, most);
    phrase_add(say, " %s the most %s (", wording->verb, wording->many);
    say_value(say, score, wording->figure, most);
    phrase_add(say, "), ");
    say_equals(say, race, values, least);
    phrase_add(say, " the %s (", wording->least);
    say_value(say, score, wording->figure, least);
    phrase_add(say, ")");
}

static void say_contrast(struct phrase *say, const struct race *race,
                         const struct wording *wording, const struct score *score)
{
    const uint64_t *values = score->values[wording->figure];
    int most = 0, least = 0, lone = alone(values, race_count(race));
    for (int i = 1; i < race_count(race); i++) {
        most = values[i] > values[most] ? i : most;
        least = values[i] < values[least] ? i : least;
    }
    char more[SCORE_TEXT], less[SCORE_TEXT];
    score_text(score, wording->figure, most, more);
    if (strcmp(more, score_text(score, wording->figure, least, less)) == 0)
        return;
    phrase_sign(say, RACE_BETWEEN, "; ");
    if (race_count(race) == 2)
        say_pair(say, race, wording, score, most, least);
    else if (lone >= 0)
        say_pair(say, race, wording, score, lone, lone == 0 ? 1 : 0);
    else
        say_ends(say, race, wording, score, most, least);
}

void race_words(struct phrase *say, const struct race *race)
{
    static const struct wording wordings[] = {
        {SCORE_MAPPED, "mapped", "byte", "bytes", "least"},
        {SCORE_PAGES, "mapped", "page", "pages", "fewest"},
        {SCORE_SMALL, "left", "hole under 32 bytes", "holes under 32 bytes", "fewest"},
        {SCORE_FAILURES, "could not place", "block", "blocks", "fewest"},
        {SCORE_LOOKED, "looked at", "hole", "holes", "fewest"},
    };
    struct score score = score_of(race);
    say_differences(say, race);
    for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++) {
        enum score_figure figure = wordings[i].figure;
        if (score.tells[figure] && (figure != SCORE_PAGES || !score.tells[SCORE_MAPPED]))
            say_contrast(say, race, &wordings[i], &score);
    }
}
