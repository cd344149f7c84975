/* story.c: one honest sentence on what the last operation did and why it
 * landed there. What matters most comes first, since a narrow screen cuts the
 * rest. */
#include "paint.h"
#include "phrase.h"
#include "prose.h"
#include "spoken.h"
#include "tale.h"

#include <inttypes.h>

#define TEXT_MOST 200 /* bytes of a text that are told */

/* ---- get, write, policy ---- */

static void say_get(struct phrase *say, const struct tale *tale)
{
    uint64_t address = tale->event.address;
    tale_request(say, tale);
    if (tale->op.name != NO_NAME) {
        phrase_sign(say, " = ", ": its virtual address is ");
        tale_address(say, tale, address);
    }
    phrase_sign(say, tale_arrow(tale), "; ");
    tale_physical(say, tale, address);
}

static void say_write(struct phrase *say, const struct tale *tale)
{
    if (tale->op.text == NO_TEXT) {
        phrase_add(say, "wrote %" PRId32 " as 4 bytes", (int32_t)(uint32_t)tale->op.size);
    } else {
        size_t length;
        const char *text = ops_text(tale->ops, tale->op.text, &length);
        phrase_add(say, "wrote ");
        phrase_count(say, length, "byte", "bytes");
        phrase_add(say, " of text");
        if (say->spoken && length <= TEXT_MOST) /* on the screen the listing shows it */
            phrase_add(say, ", \"%s\",", text);
    }
    phrase_add(say, " at ");
    tale_place(say, tale);
    if (say->spoken && tale->op.name != NO_NAME)
        phrase_add(say, ", which is virtual address %" PRIu64 ",", tale->event.address);
    phrase_add(say, " through mems_get");
    phrase_sign(say, tale_arrow(tale), "; ");
    tale_physical(say, tale, tale->event.address);
}

static void say_policy(struct phrase *say, const struct tale *tale)
{
    static const char *const which[MEMS_POLICIES] = {
        [MEMS_FIRST_FIT] = "of the holes that fit, the one at the lowest address",
        [MEMS_NEXT_FIT] = "the first hole that fits, from the end of the block placed last on",
        [MEMS_BEST_FIT] = "of the holes that fit, the smallest",
        [MEMS_WORST_FIT] = "of the holes that fit, the largest",
    };
    phrase_add(say, "from here on %s fit: %s",
               mems_policy_name(tale->policy), which[tale->policy]);
}

/* ---- What changed nothing ---- */

static void say_refused(struct phrase *say, const struct tale *tale, const char *why)
{
    bool hands_out = tale->op.kind == OP_MALLOC || tale->op.kind == OP_REALLOC ||
                     tale->op.kind == OP_GET;
    tale_request(say, tale);
    phrase_add(say, hands_out ? " gives NULL: " : " changed nothing: ");
    phrase_words(say, why);
}

/* A request of 0 bytes; a realloc's is a free. */
static void say_null(struct phrase *say, const struct tale *tale)
{
    if (!tale->event.has_free) {
        say_refused(say, tale, mems_error_text(MEMS_ZERO_SIZE));
        return;
    }
    tale_request(say, tale);
    phrase_sign(say, " is a free", " gives NULL and frees the block");
    if (say->spoken)
        tale_freed(say, tale);
    phrase_sign(say, " and gives NULL: ", ": ");
    tale_joining(say, tale);
}

static void say_done(struct phrase *say, const struct tale *tale)
{
    switch (tale->op.kind) {
    case OP_MALLOC: tale_malloc(say, tale); break;
    case OP_FREE: tale_free(say, tale); break;
    case OP_REALLOC: tale_realloc(say, tale); break;
    case OP_GET: say_get(say, tale); break;
    case OP_WRITE: say_write(say, tale); break;
    case OP_POLICY: say_policy(say, tale); break;
    default: break;
    }
}

/* Before the first step, of which there may be none. */
static void say_start(struct phrase *say, const struct tale *tale)
{
    bool none = timeline_end(tale->view->timeline) == 0 && tale->view->loading[0] == '\0';
    char key[KEY_SIZE];
    phrase_add(say, "an empty heap: ");
    phrase_add(say, none ? "no operation in it" : "nothing is mapped yet");
    if (say->spoken || tale->view->medium.still)
        return;
    phrase_add(say, none ? "; %s types a malloc" : "; %s makes the first step",
               action_key(none ? ACTION_MALLOC : ACTION_STEP, tale->view->medium.glyphs, key));
}

static void say_outcome(struct phrase *say, const struct tale *tale)
{
    switch (tale->event.outcome) {
    case OUTCOME_NONE:
        say_start(say, tale);
        break;
    case OUTCOME_DONE:
        say_done(say, tale);
        break;
    case OUTCOME_NOTHING:
        say_refused(say, tale, tale->op.name == NO_NAME ? "there is nothing to do"
                                                         : "that name stands for NULL");
        break;
    case OUTCOME_NULL:
        say_null(say, tale);
        break;
    case OUTCOME_NO_MEMORY:
    case OUTCOME_ERROR:
        say_refused(say, tale, mems_error_text(tale->event.error));
        break;
    case OUTCOME_UNKNOWN:
        say_refused(say, tale, "no block was ever called that");
        break;
    case OUTCOME_DEAD:
        say_refused(say, tale, "that block was freed already");
        break;
    case OUTCOME_PAST_END:
        say_refused(say, tale, "the bytes do not fit in the block");
        break;
    }
}

/* ---- Expectations ---- */

static void say_found(struct phrase *say, const struct tale *tale, const struct note *note,
                      uint64_t found)
{
    uint64_t address;
    switch (note->expect) {
    case EXPECT_AT:
        if (timeline_find(tale->view->timeline, note->name, &address)) {
            phrase_add(say, "it is at ");
            tale_address(say, tale, address);
        } else {
            phrase_add(say, "it is not live");
        }
        break;
    case EXPECT_GONE:
        phrase_add(say, "it is live");
        break;
    case EXPECT_FAILS:
        phrase_add(say, "it went well");
        break;
    default:
        phrase_add(say, "found ");
        phrase_number(say, found);
    }
}

static void say_failure(struct phrase *say, const struct tale *tale, const struct note *note,
                        uint64_t found)
{
    char text[128];
    ops_print_expect(tale->ops, note, text, sizeof text);
    phrase_add(say, "%s: failed, ", text);
    say_found(say, tale, note, found);
}

/* What this step's workload expected and is not so; nothing when all holds. */
static void say_failures(struct phrase *say, const struct tale *tale)
{
    size_t first;
    size_t count = timeline_notes(tale->view->timeline, timeline_step(tale->view->timeline),
                                  &first);
    for (size_t i = first; i < first + count && say->length + 1 < say->size; i++) {
        const struct note *note = ops_note(tale->ops, i);
        uint64_t found = 0;
        if (note->kind != NOTE_EXPECT || !timeline_means(tale->view->timeline, note) ||
            timeline_expect(tale->view->timeline, note, &found))
            continue;
        if (say->length)
            phrase_add(say, "; ");
        say_failure(say, tale, note, found);
    }
}

size_t story_text(const struct view *view, char *out, size_t size)
{
    struct tale tale = tale_of(view);
    struct phrase say = phrase_in(out, size);
    say_failures(&say, &tale);
    if (say.length)
        phrase_add(&say, "; ");
    say_outcome(&say, &tale);
    return say.length;
}

void story_said(struct phrase *say, const struct view *view)
{
    struct tale tale = tale_of(view);
    say_outcome(say, &tale);
}

bool story_failed(struct phrase *say, const struct view *view, const struct note *note)
{
    struct tale tale = tale_of(view);
    uint64_t found = 0;
    if (timeline_expect(view->timeline, note, &found))
        return false;
    say_failure(say, &tale, note, found);
    return true;
}

void paint_story(struct frame *frame, struct rect at, const struct view *view)
{
    struct tale tale = tale_of(view);
    char text[PHRASE_SIZE];
    struct phrase say = phrase_in(text, sizeof text);
    say_failures(&say, &tale);
    if (say.length) {
        struct rect above = {at.x, at.y, at.cols, at.rows > 1 ? at.rows - 1 : 1};
        int used = prose_paint(frame, above, ROLE_ERROR, text);
        at.y += used;
        at.rows -= used;
    }
    say = phrase_in(text, sizeof text);
    say_outcome(&say, &tale);
    prose_paint(frame, at, ROLE_STORY, text);
}
