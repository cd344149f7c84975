/* keep.h: the files that an app asks for, to keep a workload in. */
#ifndef MEMS_UI_KEEP_H
#define MEMS_UI_KEEP_H

#include "app.h"

/* Written beside, then renamed; a file that is there is overwritten only when that was
 * asked for. Nothing is printed. */
struct app_output keep_output(void);

#endif
