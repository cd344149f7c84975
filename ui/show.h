/* show.h: from a workload to frames: opens the app as the options say, shows
 * it on a screen, line by line, or as text. */
#ifndef MEMS_UI_SHOW_H
#define MEMS_UI_SHOW_H

#include "app.h"
#include "options.h"
#include "output.h"
#include "source.h"

/* Milliseconds that a person does not notice: what is read or run within them
 * is there before anything is shown. */
#define SHOW_AT_ONCE 100

/* The app for a workload, at the step `at` ("end", a step, a share, a chapter)
 * of a screen of cols x rows. Runs all of the workload first, with a progress
 * bar. NULL: a message was printed. To be ended with app_close, before the
 * source. */
struct app *show_open(const struct source *source, const struct options *options, const char *at,
                      int cols, int rows);

/* The same for a picture in these characters, whose person has no keys: none is shown. */
struct app *show_picture(const struct source *source, const struct options *options,
                         const char *at, int cols, int rows, enum glyphs glyphs);

/* Goes there, by whatever names a step or finds one, and to the end of all that is
 * counted there. false: a message was printed. */
bool show_to(struct app *app, const char *at);
bool show_go(struct app *app, uint32_t step);

/* As show_open, at step 0, and without running more than what takes no time; the
 * app goes on reading and running what is left. NULL: *error says why, and with
 * MEMS_OK a message was printed. */
struct app *show_begin(struct source *source, const struct options *options, int cols, int rows,
                       enum mems_error *error);

/* The size of the terminal behind `out`: as the options say, or its own, or
 * $COLUMNS x $LINES, or 80x24. */
void show_size(const struct options *options, FILE *out, int *cols, int *rows);

/* The characters for text: those of the locale, or ASCII. */
enum glyphs show_glyphs(const struct options *options);

/* The same of what goes to an output that is open: a file has all. */
enum glyphs show_glyphs_in(const struct options *options, const struct output *output);

/* The present frame as text. false: a message was printed. */
bool show_text(struct app *app, const struct options *options, int cols, int rows,
               FILE *out);

/* `status`, or STATUS_EXPECTATION after a message when --verify found something
 * false and the status is good. */
int show_verdict(const struct app *app, const struct source *source, int status);

/* Line mode: frames as text, answers from `in`, until q or the end of input.
 * `why`: the terminal cannot do better, since ... Returns the exit status. */
int show_lines(struct app *app, const struct options *options, FILE *in, FILE *out,
               const char *why);

/* A terminal for keys: standard input, or the one that controls the program
 * when that is something else. NULL: there is none. */
FILE *show_keys(void);

#endif
