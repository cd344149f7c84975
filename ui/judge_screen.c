/* judge_screen.c: a person at the differences: which one, and which operation of it. */
#include "judge_screen.h"

#include "judge_report.h"
#include "message.h"
#include "session.h"
#include "show.h"

#include <stdio.h>
#include <string.h>

#define PATIENCE 1000 /* milliseconds */

struct looking {
    const struct judge *judge;
    size_t trial, moment;      /* which is shown */
    enum theme theme;
    struct medium medium;
    struct duel_score scores[TOPIC_COUNT];
    int score_count;
    size_t number, differences;  /* which of them is shown */
    bool help;
    const char *message;
};

static const struct finding *finding_of(const struct looking *looking)
{
    return &looking->judge->trials[looking->trial].finding;
}

static void to_last(struct looking *looking)
{
    size_t count = finding_of(looking)->moment_count;

    looking->moment = count > 0 ? count - 1 : 0;
}

/* To the next or the previous difference that there is; false: there is none. */
static bool to_difference(struct looking *looking, int direction)
{
    const struct judge *judge = looking->judge;
    size_t trial = looking->trial;

    do {
        if (direction < 0 ? trial == 0 : trial + 1 >= judge->trial_count)
            return false;
        trial = direction < 0 ? trial - 1 : trial + 1;
    } while (judge->trials[trial].outcome != TRIAL_WRONG);
    looking->trial = trial;
    looking->number = direction < 0 ? looking->number - 1 : looking->number + 1;
    to_last(looking);
    return true;
}

static void count_scores(struct looking *looking)
{
    const struct judge *judge = looking->judge;

    for (size_t i = looking->trial; i < judge->trial_count; i = judge_next_wrong(judge, i + 1))
        looking->differences++;
    looking->number = 1;
    for (int i = 0; i < TOPIC_COUNT; i++) {
        struct topic_score score = judge_score(looking->judge, (enum topic)i);

        if (score.all > 0)
            looking->scores[looking->score_count++] =
                (struct duel_score){topic_words((enum topic)i), score.right, score.run, score.all};
    }
}

/* ---- The frame ---- */

static void draw(const struct looking *looking, struct frame *frame)
{
    static const struct moment empty = {.sides = {{0}}};
    const struct judge *judge = looking->judge;
    const struct trial *trial = &judge->trials[looking->trial];
    const struct moment *moment = trial->finding.moment_count > 0
                                      ? &trial->finding.moments[looking->moment] : &empty;
    struct topic_score total = judge_total(judge);
    const char *slash = strrchr(judge->file, '/');
    char title[256], place[128], about[256], right[64];
    struct duel_names names;
    struct duel duel;

    if (!judge_duel(judge, trial, moment, &duel, &names))
        return;
    snprintf(title, sizeof title, "mems judge \u00B7 %.120s",
             slash != NULL ? slash + 1 : judge->file);
    snprintf(about, sizeof about, "%s: %.200s", topic_words(trial->topic), trial->title);
    snprintf(place, sizeof place, "difference %zu of %zu \u00B7 operation %u of %u",
             looking->number, looking->differences, (unsigned)duel.step,
             (unsigned)trial->finding.steps);
    snprintf(right, sizeof right, "%zu of %zu right", total.right, total.all);
    duel.medium = looking->medium;
    duel.title = title;
    duel.place = place;
    duel.about = about;
    duel.scores = looking->scores;
    duel.score_count = looking->score_count;
    duel.total = right;
    duel.help = looking->help;
    duel.message = looking->message;
    paint_duel(frame, &duel);
    duel_names_close(&names);
}

/* ---- Keys ---- */

/* false: the person leaves. */
static bool take_key(struct looking *looking, uint32_t key)
{
    size_t count = finding_of(looking)->moment_count;
    bool helped = looking->help;

    looking->help = false;
    looking->message = NULL;
    if (key == 'q' || key == K_CONTROL('C'))
        return false;
    if (helped)
        return true;
    switch (key) {
    case K_ESCAPE: /* elsewhere it closes what is open, and here nothing is */
        looking->message = "q quits, ? shows the keys";
        break;
    case '?': case K_F1:
        looking->help = true;
        break;
    case K_RIGHT: case '.': case ' ':
        looking->moment += looking->moment + 1 < count;
        break;
    case K_LEFT: case ',':
        looking->moment -= looking->moment > 0;
        break;
    case K_HOME:
        looking->moment = 0;
        break;
    case K_END: case 'G':
        to_last(looking);
        break;
    case 'n': case K_PAGE_DOWN:
        to_difference(looking, 1);
        break;
    case 'N': case K_PAGE_UP:
        to_difference(looking, -1);
        break;
    case 'T':
        if (!looking->medium.colourless)
            looking->theme = (enum theme)((looking->theme + 1) % THEME_COUNT);
        break;
    default:
        break;
    }
    return true;
}

/* Until the person leaves, or the session is over. */
static enum session_end show(struct session *session, struct looking *looking)
{
    int cols, rows;

    for (;;) {
        draw(looking, &session->frame);
        screen_present(session->screen, &session->frame, looking->theme);
        struct input input = screen_input(session->screen, PATIENCE);

        if (input.kind == INPUT_END)
            return SESSION_OVER;
        if (input.kind == INPUT_KEY && input.key == K_CONTROL('L'))
            screen_redraw(session->screen);
        if (input.kind == INPUT_KEY && !take_key(looking, input.key))
            return SESSION_QUIT;
        if (input.kind == INPUT_WHEEL)
            take_key(looking, input.wheel < 0 ? K_LEFT : K_RIGHT);
        if (input.kind == INPUT_RESIZE) {
            screen_size(session->screen, &cols, &rows);
            frame_resize(&session->frame, cols, rows);
        }
    }
}

int judge_screen(const struct judge *judge, const struct options *options)
{
    struct looking looking = {.judge = judge, .trial = judge_next_wrong(judge, 0),
                              .theme = options->theme};
    struct session session;
    const char *why;
    FILE *keys = show_keys();
    int status = 0;

    if (keys != NULL && session_open(&session, options, keys, &why)) {
        looking.medium = session_medium(&session);
        count_scores(&looking);
        to_last(&looking);
        status = session_status(&session, show(&session, &looking));
        session_close(&session);
    } else {
        judge_report_text(judge, show_glyphs(options), stdout);
    }
    if (keys != NULL && keys != stdin)
        fclose(keys);
    return status > 0 ? status : STATUS_EXPECTATION;
}
