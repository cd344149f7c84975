/* judge_report.c: the score as a table, differences as sentences and pictures. */
#include "judge_report.h"

#include "back.h"
#include "json.h"
#include "message.h"

#include <inttypes.h>
#include <stdlib.h>

#define REPORT_COLS 80
#define REPORT_ROWS 24 /* of a picture, at most */
#define TEXT_SIZE 512

/* ---- Duels ---- */

void duel_names_close(struct duel_names *names)
{
    for (int side = 0; side < SIDES; side++)
        free(names->sides[side]);
    *names = (struct duel_names){0};
}

/* The node in which they first differ, so that it is seen. */
static uint32_t focus_of(const struct moment *moment)
{
    const struct printed *a = &moment->sides[THEIRS], *b = &moment->sides[OURS];
    uint32_t i = 0;

    while (i < a->segment_count && i < b->segment_count &&
           a->segments[i].start == b->segments[i].start &&
           a->segments[i].end == b->segments[i].end &&
           a->segments[i].process == b->segments[i].process)
        i++;
    return i < b->segment_count ? b->segments[i].node : b->node_count > 0 ? b->node_count - 1 : 0;
}

bool judge_duel(const struct judge *judge, const struct trial *trial,
                const struct moment *moment, struct duel *duel, struct duel_names *names)
{
    struct sketch *sketches[SIDES] = {[THEIRS] = &duel->theirs, [OURS] = &duel->ours};

    *names = (struct duel_names){0};
    *duel = (struct duel){.about = trial->title, .words = trial->finding.words,
                          .ops = trial->ops, .step = moment->step, .wrong = trial->finding.step,
                          .readable = moment->readable, .page = judge->page};
    if (trial->exercise != NULL && trial->exercise->page != 0)
        duel->page = trial->exercise->page;
    for (int side = 0; side < SIDES; side++) {
        struct sketch_name *list = calloc(moment->name_count + 1, sizeof *list);

        names->sides[side] = list;
        if (list == NULL) {
            duel_names_close(names);
            return false;
        }
        for (size_t i = 0; i < moment->name_count; i++)
            list[i] = (struct sketch_name){
                .start = moment->names[side][i].start,
                .name = ops_name(trial->ops, moment->names[side][i].name),
                .hue = moment->names[side][i].name};
        *sketches[side] = (struct sketch){.printed = &moment->sides[side], .names = list,
                                          .name_count = moment->name_count,
                                          .focus = focus_of(moment)};
    }
    return true;
}

/* ---- Words ---- */

static const char *kind_words(enum build_kind kind)
{
    return kind == BUILD_HEADER ? "a header" : kind == BUILD_SOURCE ? "a source"
           : kind == BUILD_PAIR ? "a header and the source beside it" : "a shared object";
}

/* A sentence from strangers, with its first letter as it is. */
static void put_line(FILE *out, const char *before, const char *text)
{
    fputs(before, out);
    put_safe(out, text);
    fputc('\n', out);
}

static void put_picture(const struct judge *judge, const struct trial *trial, enum glyphs glyphs,
                        FILE *out)
{
    const struct finding *finding = &trial->finding;
    struct duel duel;
    struct duel_names names;
    struct frame frame = {0};
    int rows;

    if (finding->moment_count == 0 ||
        !judge_duel(judge, trial, &finding->moments[finding->moment_count - 1], &duel, &names))
        return;
    duel.thin = true;
    rows = duel_rows(&duel, REPORT_COLS, REPORT_ROWS);
    if (frame_resize(&frame, REPORT_COLS, rows)) {
        paint_duel_layouts(&frame, (struct rect){0, 0, REPORT_COLS, REPORT_ROWS}, &duel);
        text_write(&frame, glyphs, out);
    }
    frame_close(&frame);
    duel_names_close(&names);
}

static void put_wrong(const struct judge *judge, const struct trial *trial, bool drawn,
                      enum glyphs glyphs, FILE *out)
{
    char where[TEXT_SIZE];

    fputc('\n', out);
    fprintf(out, "%s: ", topic_words(trial->topic));
    put_line(out, "", trial->title);
    judge_where(trial, where, sizeof where);
    put_line(out, "  ", where);
    put_line(out, "  ", trial->finding.words);
    if (drawn)
        put_picture(judge, trial, glyphs, out);
}

static void put_not_run(const struct judge *judge, FILE *out)
{
    for (size_t i = 0; i < judge->trial_count; i++) {
        const struct trial *trial = &judge->trials[i];

        if (trial->outcome != TRIAL_NOT_RUN)
            continue;
        fprintf(out, "\n%s, not judged: ", topic_words(trial->topic));
        put_safe(out, trial->title);
        put_line(out, ": ", trial->why);
    }
}

/* A heap that the course's functions do not have. */
static bool is_special(const struct ops *ops)
{
    const struct mems_options *options = ops_options_view(ops);

    return options->policy != MEMS_FIRST_FIT || options->align != 1 || !options->join;
}

/* What there is to know of workloads that could not be done as they are. */
static void put_remarks(const struct judge *judge, FILE *out)
{
    for (size_t i = 0; i < judge->trial_count; i++) {
        const struct trial *trial = &judge->trials[i];

        if (trial->topic != TOPIC_WORKLOADS || trial->outcome == TRIAL_NOT_RUN)
            continue;
        if (is_special(trial->ops)) {
            fputc('\n', out);
            put_safe(out, trial->title);
            fputs(": its policy, alignment and joining were passed over: the course's heap is "
                  "first fit, unaligned and joins\n", out);
        }
        if (trial->finding.skipped > 0) {
            fputc('\n', out);
            put_safe(out, trial->title);
            fprintf(out, ": %" PRIu32 " of %" PRIu32 " operations were passed over, since the "
                    "course's functions cannot do them\n", trial->finding.skipped,
                    trial->finding.steps);
        }
        if (trial->finding.cut) {
            fputc('\n', out);
            put_safe(out, trial->title);
            fprintf(out, ": stopped after operation %" PRIu32 " of %" PRIu32 ", for want of time "
                    "or memory; alike so far\n", trial->finding.step, trial->finding.steps);
        }
    }
}

void judge_report_text(const struct judge *judge, enum glyphs glyphs, FILE *out)
{
    struct topic_score total = judge_total(judge);
    bool drawn[TOPIC_COUNT] = {false};

    put_safe(out, judge->file);
    fprintf(out, ": %s, pages of %zu bytes, first address %" PRIu64 "%s\n\n",
            kind_words(judge->build.kind), judge->page, judge->start,
            judge->stats_readable ? "" : "; its statistics could not be read");
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        struct topic_score score = judge_score(judge, (enum topic)topic);

        if (score.all > 0)
            fprintf(out, "  %-15s %2zu of %2zu%s\n", topic_words((enum topic)topic), score.right,
                    score.all, score.run < score.all ? "  (not all were judged)" : "");
    }
    fprintf(out, "  %-15s %2zu of %2zu\n", "together", total.right, total.all);
    for (size_t i = judge_next_wrong(judge, 0); i < judge->trial_count;
         i = judge_next_wrong(judge, i + 1)) {
        enum topic topic = judge->trials[i].topic;

        put_wrong(judge, &judge->trials[i], !drawn[topic], glyphs, out);
        drawn[topic] = true;
    }
    put_not_run(judge, out);
    put_remarks(judge, out);
}

/* ---- JSON ---- */

static void put_layout(FILE *out, const struct printed *printed)
{
    fputc('[', out);
    for (uint32_t i = 0; i < printed->node_count; i++) {
        const struct printed_node *node = &printed->nodes[i];

        fprintf(out, "%s{\"start\": %" PRIu64 ", \"end\": %" PRIu64 ", \"segments\": [",
                i > 0 ? ", " : "", node->start, node->end);
        for (uint32_t k = node->first; k < node->first + node->count; k++)
            fprintf(out, "%s[\"%s\", %" PRIu64 ", %" PRIu64 "]", k > node->first ? ", " : "",
                    printed->segments[k].process ? "P" : "H", printed->segments[k].start,
                    printed->segments[k].end);
        fputs("]}", out);
    }
    fputc(']', out);
}

static void put_trial(const struct trial *trial, FILE *out)
{
    static const char *const outcomes[] = {
        [TRIAL_NOT_RUN] = "not judged", [TRIAL_RIGHT] = "right", [TRIAL_WRONG] = "wrong",
    };
    const struct finding *finding = &trial->finding;
    const struct moment *moment = finding->moment_count > 0
                                      ? &finding->moments[finding->moment_count - 1] : NULL;

    fprintf(out, "    {\"topic\": \"%s\", \"title\": ", topic_words(trial->topic));
    json_string(out, trial->title);
    fprintf(out, ", \"outcome\": \"%s\"", outcomes[trial->outcome]);
    if (trial->outcome == TRIAL_NOT_RUN) {
        fputs(", \"why\": ", out);
        json_string(out, trial->why);
    } else {
        fprintf(out, ", \"operations\": %" PRIu32 ", \"operation\": %" PRIu32 ", \"skipped\": %"
                PRIu32 ", \"cut\": %s", finding->steps, finding->step, finding->skipped,
                finding->cut ? "true" : "false");
    }
    if (trial->outcome == TRIAL_WRONG) {
        fprintf(out, ", \"trouble\": \"%s\", \"words\": ", trouble_word(finding->trouble));
        json_string(out, finding->words);
    }
    if (trial->outcome == TRIAL_WRONG && moment != NULL) {
        fputs(",\n     \"expected\": ", out);
        put_layout(out, &moment->sides[OURS]);
        fputs(",\n     \"found\": ", out);
        if (moment->readable)
            put_layout(out, &moment->sides[THEIRS]);
        else
            fputs("null", out);
    }
    fputc('}', out);
}

void judge_report_json(const struct judge *judge, FILE *out)
{
    static const char *const kinds[] = {
        [BUILD_HEADER] = "header", [BUILD_SOURCE] = "source",
        [BUILD_PAIR] = "header and source", [BUILD_LIBRARY] = "library",
    };
    struct topic_score total = judge_total(judge);
    const char *between = "\n";

    fputs("{\n  \"mems_judge\": 1,\n  \"file\": ", out);
    json_string(out, judge->file);
    fprintf(out, ",\n  \"kind\": \"%s\", \"page_size\": %zu, \"start\": %" PRIu64
            ", \"statistics_readable\": %s,\n  \"right\": %zu, \"judged\": %zu, \"all\": %zu,\n"
            "  \"topics\": [", kinds[judge->build.kind], judge->page, judge->start,
            judge->stats_readable ? "true" : "false", total.right, total.run, total.all);
    for (int topic = 0; topic < TOPIC_COUNT; topic++) {
        struct topic_score score = judge_score(judge, (enum topic)topic);

        if (score.all == 0)
            continue;
        fprintf(out, "%s    {\"topic\": \"%s\", \"right\": %zu, \"judged\": %zu, \"all\": %zu}",
                between, topic_words((enum topic)topic), score.right, score.run, score.all);
        between = ",\n";
    }
    fputs("\n  ],\n  \"exercises\": [", out);
    for (size_t i = 0; i < judge->trial_count; i++) {
        fputs(i > 0 ? ",\n" : "\n", out);
        put_trial(&judge->trials[i], out);
    }
    fputs("\n  ]\n}\n", out);
}
