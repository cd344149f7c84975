/* folder.h: a private temporary folder, and all of it removed. */
#ifndef MEMS_JUDGE_FOLDER_H
#define MEMS_JUDGE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#define FOLDER_SIZE 1024

/* Makes one under $TMPDIR or /tmp; false: errno says why. */
bool folder_make(char folder[FOLDER_SIZE]);

/* Removes it with what is in it, following no links. */
void folder_remove(const char *folder);

/* "FOLDER/NAME" in `out`; returns out. */
char *folder_path(char *out, size_t size, const char *folder, const char *name);

#endif
