/* interrupt.h: Ctrl-C while work goes on without a screen: it is noted, so that
 * the work can say how far it came, and then ends the program as it always does. */
#ifndef MEMS_UI_INTERRUPT_H
#define MEMS_UI_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT is noted, and cuts waiting short; where it was ignored it
 * stays so. To be ended; there is one at a time. */
void interrupt_begin(void);
bool interrupted(void);
void interrupt_end(void);

/* Ends the program by the SIGINT that was noted: to the shell that is 130. */
void interrupt_die(void);

#endif
