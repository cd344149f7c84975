/* judge_report.h: what `mems judge` says without a screen: in plain words, or as JSON
 * (docs/json.md). */
#ifndef MEMS_UI_JUDGE_REPORT_H
#define MEMS_UI_JUDGE_REPORT_H

#include "duel.h"
#include "judge.h"
#include "theme.h"

#include <stdio.h>

/* The score by topic, what is wrong, and of each topic the first difference drawn. */
void judge_report_text(const struct judge *judge, enum glyphs glyphs, FILE *out);
void judge_report_json(const struct judge *judge, FILE *out);

/* Names of blocks for both sides of a duel; to be freed. */
struct duel_names { struct sketch_name *sides[SIDES]; };
void duel_names_close(struct duel_names *names);

/* The duel of a moment; `names` holds what it points to. The title, the place and the
 * score are left to the caller. false without memory. */
bool judge_duel(const struct judge *judge, const struct trial *trial,
                const struct moment *moment, struct duel *duel, struct duel_names *names);

#endif
