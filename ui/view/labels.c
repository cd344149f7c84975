/* labels.c: what the segments in bars say. */
#include "labels.h"

#include "why_words.h"

#include <stdio.h>
#include <string.h>

bool label_fits(const char *text, int room)
{
    return text[0] != '\0' && text_width(text) + 1 <= room; /* a filled cell is left over */
}

/* What "Why here?" says of a HOLE, its size at least; false when it says nothing. */
static bool label_of_why(struct label *label, const struct view *view,
                         const struct mems_segment *segment, int thick, int room)
{
    char address[ADDRESS_SIZE], number[NUMBER_SIZE];
    struct phrase word = phrase_in(label->text[0], sizeof label->text[0]);
    struct phrase numbers = phrase_in(label->text[1], sizeof label->text[1]);
    if (!view->before || !why_word(&word, view, segment))
        return false;
    if (thick == 1)
        numbers = phrase_in(label->text[0], sizeof label->text[0]);
    else if (text_width(label->text[0]) >= room) /* its number, by which the list names it */
        label->text[0][strcspn(label->text[0], ":,")] = '\0';
    why_numbers(&numbers, view, segment);
    number_text(number, segment->size);
    if (!label_fits(label->text[1], room))
        snprintf(label->text[1], sizeof label->text[1], "%s B", number);
    if (!label_fits(label->text[1], room))
        snprintf(label->text[1], sizeof label->text[1], "%s", number);
    snprintf(label->text[2], sizeof label->text[2], "at %s",
             view_address(view, segment->start, address));
    return true;
}

/* What a question makes of a HOLE: a reply, whose key it shows, or a wrong answer. false:
 * nothing; else the name for thick bars is in `name`. */
static bool label_of_reply(struct label *label, const struct view *view,
                           const struct mems_segment *segment, char name[72], int room)
{
    char key = view_reply_key(view, segment), number[NUMBER_SIZE];
    if (key == 0 && !view_answered_wrong(view, segment))
        return false;
    if (key == 0)
        snprintf(name, 72, "%s", room > 12 ? "your answer" : "yours");
    else
        snprintf(name, 72, "%c%s", key, room > 8 ? ": HOLE" : "");
    snprintf(label->text[0], sizeof label->text[0], "%.*s: %s", (int)strcspn(name, ":"), name,
             number_text(number, segment->size));
    return true;
}

struct label label_of(const struct view *view, const struct mems_segment *segment, int thick,
                      int room)
{
    struct label label = {.lines = thick < 3 ? thick : 3};
    char name[72] = "HOLE", number[NUMBER_SIZE], address[ADDRESS_SIZE];
    number_text(number, segment->size);
    if (label_of_reply(&label, view, segment, name, room) && thick == 1)
        return label;
    if (label_of_why(&label, view, segment, thick, room) &&
        (thick > 1 || text_width(label.text[0]) + 2 <= room))
        return label;
    if (segment->kind == MEMS_PROCESS)
        view_segment_name(view, segment, name, sizeof name);
    if (thick > 1) {
        snprintf(label.text[0], sizeof label.text[0], "%s", name);
        snprintf(label.text[1], sizeof label.text[1], "%s B", number);
        snprintf(label.text[2], sizeof label.text[2], "at %s",
                 view_address(view, segment->start, address));
        return label;
    }
    if (segment->kind == MEMS_HOLE)
        snprintf(label.text[0], sizeof label.text[0], "%s", number);
    else
        snprintf(label.text[0], sizeof label.text[0], "%s %s", name, number);
    if (text_width(label.text[0]) + 2 > room && segment->kind == MEMS_PROCESS)
        snprintf(label.text[0], sizeof label.text[0], "%s", name);
    return label;
}
