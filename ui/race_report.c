/* race_report.c: a race as a table and sentences, or as JSON. */
#include "race_report.h"

#include "json.h"
#include "message.h"
#include "race_words.h"
#include "score.h"
#include "words.h"

#include <inttypes.h>
#include <string.h>

#define TEXT_SIZE 1024

/* ---- Words ---- */

/* One line for each of the sentences, which have dots between them. */
static void put_sentences(const struct race *race, enum glyphs glyphs, FILE *out)
{
    char words[TEXT_SIZE], *at = words, *end;
    struct phrase say = phrase_in(words, sizeof words);

    race_words(&say, race);
    do {
        end = strstr(at, RACE_BETWEEN);
        if (end != NULL)
            *end = '\0';
        words_put(at, glyphs, out);
        fputc('\n', out);
        at = end != NULL ? end + sizeof RACE_BETWEEN - 1 : at;
    } while (end != NULL);
}

/* ---- The table ---- */

static int figure_cols(const struct score *score, enum score_figure figure)
{
    int most = text_width(score_name(figure));

    for (int i = 0; i < score->count; i++) {
        int cols = number_width(score->values[figure][i]);

        most = cols > most ? cols : most;
    }
    return most;
}

/* A row of the table: the names of the figures, or those of a heap. */
static void put_row(const struct race *race, const struct score *score, int heap, FILE *out)
{
    char name[RACE_NAME] = "", number[NUMBER_SIZE];
    const char *mark = " "; /* of the figure before: a row does not end in a blank */

    if (heap >= 0)
        race_name(race, heap, name);
    fputs("  ", out);
    put_padded(out, name, race_name_cols(race));
    for (int f = 0; f < SCORE_FIGURES; f++) {
        enum score_figure figure = (enum score_figure)f;
        const char *text = score_name(figure);

        if (!score->tells[figure])
            continue;
        if (heap >= 0)
            text = number_text(number, score->values[figure][heap]);
        fprintf(out, "%s  %*s", mark, figure_cols(score, figure), text);
        mark = heap >= 0 && score->best[figure][heap] ? "*" : " ";
    }
    fputs(*mark == '*' ? "*\n" : "\n", out);
}

static void put_differences(struct race *race, enum glyphs glyphs, FILE *out)
{
    struct view view = {.race = race, .medium = {.glyphs = glyphs}};
    char text[TEXT_SIZE], name[RACE_NAME], number[NUMBER_SIZE];
    uint32_t first, step = race_step(race);
    struct phrase say;

    if (!race_next_difference(race, 0, &first) || first > step || race_seek(race, first) != first)
        return;
    say = phrase_in(text, sizeof text);
    race_event(&say, &view);
    fprintf(out, "\nStep %s, ", number_text(number, first));
    words_put(text, glyphs, out);
    fputc('\n', out);
    for (int i = 0; i < race_count(race); i++) {
        say = phrase_in(text, sizeof text);
        race_choice(&say, &view, i);
        fputs("  ", out);
        put_padded(out, race_name(race, i, name), race_name_cols(race) + 2);
        words_put(text, glyphs, out);
        fputc('\n', out);
    }
}

void race_report_text(struct race *race, const char *title, enum glyphs glyphs, FILE *out)
{
    struct score score = score_of(race);
    char step[NUMBER_SIZE], end[NUMBER_SIZE], shared[RACE_NAME];

    put_safe(out, title);
    fprintf(out, ": %d heaps", race_count(race));
    if (race_shared(race, shared, sizeof shared) > 0) {
        words_put(" \u00B7 ", glyphs, out);
        words_put(shared, glyphs, out);
    }
    fprintf(out, ", at step %s of %s; a star marks the best of a column\n\n",
            number_text(step, race_step(race)), number_text(end, race_end(race)));
    for (int heap = -1; heap < race_count(race); heap++)
        put_row(race, &score, heap, out);
    fputc('\n', out);
    put_sentences(race, glyphs, out);
    put_differences(race, glyphs, out);
}

/* ---- JSON ---- */

static void put_heap(const struct race *race, const struct score *score, int heap, FILE *out)
{
    static const char *const members[SCORE_FIGURES] = {
        [SCORE_PAGES] = "pages", [SCORE_MAPPED] = "mapped", [SCORE_HOLES] = "unused",
        [SCORE_WASTE] = "internal_waste", [SCORE_LARGEST] = "largest_hole",
        [SCORE_FAILURES] = "failures", [SCORE_LOOKED] = "holes_looked_at",
        [SCORE_SMALL] = "holes_under_32",
    };
    const struct mems_options *options = race_options(race, heap);
    char name[RACE_NAME];

    fputs("    {\"name\": ", out);
    json_string(out, race_name(race, heap, name));
    fprintf(out, ", \"policy\": \"%s\", \"page_size\": %zu, \"align\": %zu",
            mems_policy_name(options->policy), options->page_size, options->align);
    for (int figure = 0; figure < SCORE_FIGURES; figure++)
        fprintf(out, ", \"%s\": %" PRIu64, members[figure], score->values[figure][heap]);
    fputc('}', out);
}

void race_report_json(struct race *race, const char *file, FILE *out)
{
    struct score score = score_of(race);
    char words[TEXT_SIZE];
    struct phrase say = phrase_in(words, sizeof words);
    uint32_t first;

    fputs("{\n  \"mems_race\": 1,\n  \"file\": ", out);
    json_string(out, file);
    fprintf(out, ",\n  \"step\": %" PRIu32 ", \"steps\": %" PRIu32 ",\n", race_step(race),
            race_end(race));
    fprintf(out, "  \"differences\": %" PRIu32 ", \"first_difference\": ", race_differences(race));
    if (race_next_difference(race, 0, &first) && first <= race_step(race))
        fprintf(out, "%" PRIu32 ",\n", first);
    else
        fputs("null,\n", out);
    fputs("  \"heaps\": [", out);
    for (int i = 0; i < race_count(race); i++) {
        fputs(i > 0 ? ",\n" : "\n", out);
        put_heap(race, &score, i, out);
    }
    race_words(&say, race);
    fputs("\n  ],\n  \"words\": ", out);
    json_string(out, words);
    fputs("\n}\n", out);
}
