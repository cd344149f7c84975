/* race_report.h: what `mems race` says without a screen: in plain words, or as
 * JSON (docs/json.md). */
#ifndef MEMS_UI_RACE_REPORT_H
#define MEMS_UI_RACE_REPORT_H

#include "race.h"
#include "theme.h"

#include <stdio.h>

/* The score at the race's step, and the first difference up to there; the race may
 * stand elsewhere afterwards. */
void race_report_text(struct race *race, const char *title, enum glyphs glyphs, FILE *out);
void race_report_json(struct race *race, const char *file, FILE *out);

#endif
