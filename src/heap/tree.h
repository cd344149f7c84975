/* tree.h: ordered maps from 64-bit keys to 32-bit values, B+trees of any
 * number that share one stock of nodes.
 *
 * A tree is the number of its root, or MEMS_NONE when it is empty. The keys of
 * a node ascend; a leaf's have their values, and an inner node's are the
 * largest keys of its children, whose numbers are the values. Every node but a
 * root is at least a quarter full, and all leaves are equally far down. */
#ifndef MEMS_HEAP_TREE_H
#define MEMS_HEAP_TREE_H

#include "pool.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MEMS_TREE_NO_KEY (UINT64_MAX / 2) /* keys are less */
#define MEMS_TREE_ROOM 32                 /* entries in a node */
#define MEMS_TREE_LINE 8                  /* entries that are compared or moved at once */
#define MEMS_TREE_LEVELS 12               /* enough for 2^32 keys a quarter full */

/* Behind the entries there is one line more, so that whole lines can move. */
struct tree_node {
    uint32_t count; /* entries */
    uint32_t level; /* 0: a leaf */
    uint64_t keys[MEMS_TREE_ROOM + MEMS_TREE_LINE]; /* MEMS_TREE_NO_KEY from `count` on */
    uint32_t values[MEMS_TREE_ROOM + MEMS_TREE_LINE];
};

struct trees {
    struct pool nodes;
    uint64_t taken; /* nodes in use */
};

void mems_trees_open(struct trees *trees, size_t page_size);
void mems_trees_close(struct trees *trees); /* and all trees with it */

/* Makes `inserts` inserts possible, into whatever trees. */
bool mems_trees_stock(struct trees *trees, uint32_t inserts);

/* Empties all trees at once: forget their roots. Keeps the stock. O(1). */
void mems_trees_clear(struct trees *trees);

/* Adds a key that is not there. Never fails when stocked. O(log keys). */
void mems_tree_insert(struct trees *trees, uint32_t *root, uint64_t key, uint32_t value);

/* Removes a key that is there; removes the smallest key, in *key, of a tree
 * that is not empty, and returns its value. O(log keys). */
void mems_tree_erase(struct trees *trees, uint32_t *root, uint64_t key);
uint32_t mems_tree_take_first(struct trees *trees, uint32_t *root, uint64_t *key);

/* The smallest key of `key`, which may be any number, or more, in *found. false:
 * there is none. */
bool mems_tree_find(const struct trees *trees, uint32_t root, uint64_t key, uint64_t *found,
                    uint32_t *value);

/* Is the tree as said above? Adds its keys and nodes. O(keys). */
bool mems_tree_sound(const struct trees *trees, uint32_t root, uint64_t *keys, uint64_t *nodes);

#endif
