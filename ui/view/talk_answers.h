/* talk_answers.h: the answers of a talk, for the files that it is made of alone. */
#ifndef MEMS_VIEW_TALK_ANSWERS_H
#define MEMS_VIEW_TALK_ANSWERS_H

#include "app_state.h"
#include "talk.h"

/* A sentence of its own; the present step, and at a stop what is to be told there. */
void talk_tell(struct talk *talk, const char *format, ...) __attribute__((format(printf, 2, 3)));
void talk_say_step(struct talk *talk);

/* ---- Going (talk_going.c) ---- */

/* Goes on with what the app began, to its end. */
void talk_settle(struct talk *talk);

/* Gives the app a command, to its end; false: it was refused, and why was told. */
bool talk_give(struct talk *talk, const char *command);

/* To the next stop, by a few operations where there is none. */
void talk_go_on(struct talk *talk);
int talk_pace(const struct talk *talk);

/* Gives a command that goes somewhere, and tells where one is then. */
void talk_travel(struct talk *talk, const char *command, const char *argument);

void answer_go(struct talk *talk, const char *argument);
void answer_find(struct talk *talk, const char *argument);
void answer_undo(struct talk *talk, const char *unused);
void answer_redo(struct talk *talk, const char *unused);
void answer_replay(struct talk *talk, const char *argument);

/* ---- Asking (talk_asking.c) ---- */

void answer_where(struct talk *talk, const char *argument);
void answer_bytes(struct talk *talk, const char *argument);
void answer_node(struct talk *talk, const char *argument);
void answer_layout(struct talk *talk, const char *argument);
void answer_why(struct talk *talk, const char *unused);
void answer_life(struct talk *talk, const char *argument);
void answer_numbers(struct talk *talk, const char *argument);
void answer_race(struct talk *talk, const char *argument);

/* ---- What a talk lacks (talk_elsewhere.c) ---- */

/* Whether an operation is called so, which can be typed; the one it is nearest to, or NULL. */
bool talk_is_operation(const char *text, size_t length);
const char *talk_near_operation(const char *text, size_t length);

/* Tells of a word of the screen or of workload files, or of an operation that stands
 * alone; false: it is none of these, and nothing was told. */
bool talk_elsewhere(struct talk *talk, const char *text, size_t length);

/* ---- Predicting (talk_predict.c) ---- */

/* Tells the question that waits, if one does, and its replies; gives it up. */
void talk_tell_question(struct talk *talk);
void talk_drop_question(struct talk *talk);

/* Whether a question waits; whether the line, which is not empty, answers it. */
bool talk_asks(const struct talk *talk);
bool talk_is_answer(const struct talk *talk, const char *line);

/* That the line is no answer to it, and what would be one. */
void talk_refuse_answer(struct talk *talk, const char *line);

void answer_predict(struct talk *talk, const char *argument);

#endif
