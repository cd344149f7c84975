/* talk_asking.c: what a talk answers without going anywhere. What opens for it in the
 * app is closed again. */
#include "talk_answers.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* ---- Places ---- */

bool talk_number(const char *text, uint64_t *number)
{
    char *after;
    errno = 0;
    if (*text < '0' || *text > '9')
        return false;
    *number = strtoull(text, &after, 0);
    return errno == 0 && *after == '\0';
}

static bool read_name(const struct talk *talk, const char *name, size_t length, uint64_t *address)
{
    uint32_t id;
    return ops_find_name(timeline_ops(talk->app->timeline), name, length, &id) &&
           timeline_find(talk->app->timeline, id, address);
}

/* "A", "A+4", "2000", "@2000"; nothing is what the last operation touched. */
static bool read_place(const struct talk *talk, const char *text, uint64_t *address)
{
    const char *plus = strrchr(text, '+');
    struct mems_segment segment;
    uint64_t more;
    if (*text == '\0') {
        *address = view_segment(talk->speech.view, &segment) ? segment.start : 0;
        return *address > 0;
    }
    if (read_name(talk, text, strlen(text), address) || talk_number(text + (*text == '@'), address))
        return true;
    if (plus == NULL || !talk_number(plus + 1, &more) ||
        !read_name(talk, text, (size_t)(plus - text), address) || more > UINT64_MAX - *address)
        return false;
    *address += more;
    return true;
}

static void no_place(struct talk *talk, const char *text)
{
    if (*text == '\0')
        talk_tell(talk, "The last operation touched no segment; say a block's name or an address");
    else
        talk_tell(talk, "No live block is called %s, and no node has such an address", text);
}

/* ---- Answers ---- */

void answer_where(struct talk *talk, const char *argument)
{
    uint64_t address;
    if (!read_place(talk, argument, &address) || !spoken_where(&talk->speech, address))
        no_place(talk, argument);
}

void answer_bytes(struct talk *talk, const char *argument)
{
    uint64_t address;
    if (!read_place(talk, argument, &address))
        no_place(talk, argument);
    else if (!spoken_bytes(&talk->speech, address))
        talk_tell(talk, "Nothing is allocated there, so there are no bytes to read");
}

void answer_node(struct talk *talk, const char *argument)
{
    struct mems_segment segment;
    uint64_t index = 0;
    if (*argument == '\0' && view_segment(talk->speech.view, &segment))
        index = segment.node;
    else if (*argument != '\0' && !talk_number(argument, &index))
        index = UINT64_MAX;
    if (!spoken_node(&talk->speech, index))
        talk_tell(talk, "There is no such node; they are numbered from 0, and this heap has so "
                        "many: %" PRIu64,
                  mems_heap_totals(timeline_heap(talk->app->timeline)).nodes);
}

void answer_layout(struct talk *talk, const char *argument)
{
    spoken_layout(&talk->speech, strcmp(argument, "all") == 0);
}

void answer_why(struct talk *talk, const char *unused)
{
    struct app *app = talk->app;
    struct speech speech = talk->speech;
    (void)unused;
    if (!app->view.why.on)
        why_toggle(app);
    talk_settle(talk);
    struct view before = why_view(&app->view);
    speech.view = &before;
    why_leave(app);
    spoken_why(&speech);
    why_return(app);
    why_close(app);
    talk->speech.enough = speech.enough;
}

void answer_life(struct talk *talk, const char *argument)
{
    uint64_t at;
    bool block = *argument == '\0' || read_name(talk, argument, strlen(argument), &at);
    if (!read_place(talk, argument, &at)) {
        no_place(talk, argument);
        return;
    }
    living_show(talk->app, at, block);
    talk_settle(talk);
    living_refresh(talk->app);
    if (talk->app->view.life != NULL)
        spoken_life(&talk->speech);
    living_close(talk->app);
    talk->app->view.has_selection = false;
}
