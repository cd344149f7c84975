/* scene.h: large workloads for measuring pictures: recordings, and heaps made
 * here. What goes wrong is said and ends the program. */
#ifndef MEMS_BENCH_SCENE_H
#define MEMS_BENCH_SCENE_H

#include "app.h"
#include "ops.h"

/* The recording or workload in that file. */
struct ops *scene_file(const char *path);

/* The same as an app of that size which knows all of its steps; prints how many there are,
 * and how long it took to run them. */
struct app *scene_app(const char *path, int cols, int rows);

/* Blocks of 16 to 256 bytes, then half as many pairs of a free and a malloc:
 * about `segments` segments in the end, in an order that has aged. */
struct ops *scene_aged(uint64_t segments);

/* Nodes of one page each; in every third one a HOLE. */
struct ops *scene_nodes(uint64_t nodes);

/* Seconds that the processor worked for this program: other programs do not
 * count, and nothing here waits. */
double scene_clock(void);

/* Numbers, the same on every run. */
uint64_t scene_random(uint64_t below);

/* Sorts times and returns the one that a share (0 .. 1) of them does not pass. */
double scene_share(double *times, size_t count, double share);

#endif
