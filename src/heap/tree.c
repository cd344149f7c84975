/* tree.c: B+trees (tree.h). A node's largest key stands in its parent, too, and
 * is kept right on the way down by an insert, on the way up by an erase. A
 * split leaves the larger keys where they are, so that the parent's entry for
 * them stays true. */
#include "tree.h"

#include <string.h>

#define ROOM MEMS_TREE_ROOM
#define FEW (ROOM / 4) /* in every node but a root */
#define LINE MEMS_TREE_LINE

/* The way from the root (at its level) down to a leaf. */
struct way {
    struct tree_node *node[MEMS_TREE_LEVELS];
    uint32_t at[MEMS_TREE_LEVELS]; /* the entry taken */
    uint32_t top;                  /* the root's level */
};

static struct tree_node *node_of(const struct trees *trees, uint32_t number)
{
    return (struct tree_node *)(void *)trees->nodes.slots.start + number;
}

void mems_trees_open(struct trees *trees, size_t page_size)
{
    mems_pool_open(&trees->nodes, sizeof(struct tree_node), page_size);
    trees->taken = 0;
}

void mems_trees_close(struct trees *trees)
{
    mems_pool_close(&trees->nodes);
    trees->taken = 0;
}

bool mems_trees_stock(struct trees *trees, uint32_t inserts)
{
    return mems_pool_stock(&trees->nodes, inserts * MEMS_TREE_LEVELS);
}

void mems_trees_clear(struct trees *trees)
{
    mems_pool_reset(&trees->nodes, 0);
    trees->taken = 0;
}

static uint32_t take_node(struct trees *trees, uint32_t level)
{
    uint32_t number = mems_pool_take(&trees->nodes);
    struct tree_node *node = node_of(trees, number);
    node->count = 0;
    node->level = level;
    for (uint32_t i = 0; i < ROOM + LINE; i++)
        node->keys[i] = MEMS_TREE_NO_KEY;
    trees->taken++;
    return number;
}

static void give_node(struct trees *trees, uint32_t number)
{
    mems_pool_give(&trees->nodes, number);
    trees->taken--;
}

/* ---- Entries of a node ---- */

/* 1 for a < b, else 0, for numbers up to MEMS_TREE_NO_KEY. */
static uint64_t less(uint64_t a, uint64_t b)
{
    return (a - b) >> 63;
}

/* How many keys are less than `key`: where it is, or would be put. First the
 * line is found, then the place in it, without branches. */
static uint32_t rank(const struct tree_node *node, uint64_t key)
{
    uint64_t lines = 0, rest = 0;
    for (uint32_t i = LINE - 1; i < ROOM - 1; i += LINE)
        lines += less(node->keys[i], key);
    const uint64_t *line = node->keys + LINE * lines;
    for (uint32_t i = 0; i < LINE; i++)
        rest += less(line[i], key);
    return (uint32_t)(LINE * lines + rest);
}

static uint64_t last_key(const struct tree_node *node)
{
    return node->keys[node->count - 1];
}

/* A line of entries moves; of fixed size, that is a few instructions. */
static void move_line(struct tree_node *node, uint32_t from, uint32_t to)
{
    uint64_t keys[LINE];
    uint32_t values[LINE];
    memcpy(keys, node->keys + from, sizeof keys);
    memcpy(values, node->values + from, sizeof values);
    memcpy(node->keys + to, keys, sizeof keys);
    memcpy(node->values + to, values, sizeof values);
}

static void put_entry(struct tree_node *node, uint32_t at, uint64_t key, uint32_t value)
{
    for (uint32_t lines = (node->count++ - at) / LINE + 1; lines-- > 0;)
        move_line(node, at + LINE * lines, at + LINE * lines + 1);
    node->keys[at] = key;
    node->values[at] = value;
}

static void cut_entry(struct tree_node *node, uint32_t at)
{
    node->count--;
    for (uint32_t i = at; i < node->count; i += LINE)
        move_line(node, i + 1, i);
    node->keys[node->count] = MEMS_TREE_NO_KEY;
}

static void copy_entries(struct tree_node *to, uint32_t at, const struct tree_node *from,
                         uint32_t first, uint32_t count)
{
    memmove(to->keys + at, from->keys + first, count * sizeof *to->keys);
    memmove(to->values + at, from->values + first, count * sizeof *to->values);
}

static void set_count(struct tree_node *node, uint32_t count)
{
    for (uint32_t i = count; i < node->count; i++)
        node->keys[i] = MEMS_TREE_NO_KEY;
    node->count = count;
}

/* The last `count` entries of `left` move to the front of `right`. */
static void move_right(struct tree_node *left, struct tree_node *right, uint32_t count)
{
    copy_entries(right, count, right, 0, right->count);
    copy_entries(right, 0, left, left->count - count, count);
    set_count(right, right->count + count);
    set_count(left, left->count - count);
}

/* The first `count` entries of `right` move to the end of `left`. */
static void move_left(struct tree_node *left, struct tree_node *right, uint32_t count)
{
    copy_entries(left, left->count, right, 0, count);
    set_count(left, left->count + count);
    copy_entries(right, 0, right, count, right->count - count);
    set_count(right, right->count - count);
}

/* ---- Insert ---- */

/* Goes down to where `key` is or belongs. */
static void descend(const struct trees *trees, uint32_t root, uint64_t key, struct way *way)
{
    struct tree_node *node = node_of(trees, root);
    way->top = node->level;
    for (;;) {
        uint32_t level = node->level, at = rank(node, key);
        if (level > 0 && at == node->count)
            at--;
        way->node[level] = node;
        way->at[level] = at;
        if (level == 0)
            return;
        node = node_of(trees, node->values[at]);
    }
}

/* Splits the full node on the way at `level`: a new node takes its lower
 * entries, more of them when keys come in ascending order. *key and *value
 * become the parent's entry for it. The way still leads to the same place. */
static void split(struct trees *trees, struct way *way, uint32_t level, uint64_t *key,
                  uint32_t *value)
{
    struct tree_node *high = way->node[level];
    uint32_t *at = &way->at[level];
    uint32_t number = take_node(trees, level);
    struct tree_node *low = node_of(trees, number);
    uint32_t moved = *at == ROOM ? ROOM - FEW : ROOM / 2;
    move_left(low, high, moved);
    if (*at < moved)
        way->node[level] = low;
    else
        *at -= moved;
    *value = number;
    *key = last_key(low);
}

/* A new root above the old one, which `key` is about to join. */
static void raise_root(struct trees *trees, uint32_t *root, struct way *way, uint64_t key)
{
    struct tree_node *old = node_of(trees, *root);
    uint32_t number = take_node(trees, old->level + 1);
    struct tree_node *node = node_of(trees, number);
    put_entry(node, 0, key > last_key(old) ? key : last_key(old), *root);
    way->top = node->level;
    way->node[way->top] = node;
    way->at[way->top] = 0;
    *root = number;
}

void mems_tree_insert(struct trees *trees, uint32_t *root, uint64_t key, uint32_t value)
{
    struct way way;
    if (*root == MEMS_NONE)
        *root = take_node(trees, 0);
    descend(trees, *root, key, &way);
    for (uint32_t level = way.top; level > 0; level--)
        if (way.node[level]->keys[way.at[level]] < key)
            way.node[level]->keys[way.at[level]] = key;
    for (uint32_t level = 0;; level++) {
        uint64_t low_key = 0;
        uint32_t low = MEMS_NONE;
        struct tree_node *node = way.node[level];
        if (node->count == ROOM) {
            if (level == way.top)
                raise_root(trees, root, &way, key);
            split(trees, &way, level, &low_key, &low);
        }
        put_entry(way.node[level], way.at[level], key, value);
        if (low == MEMS_NONE)
            return;
        key = low_key;
        value = low;
    }
}

/* ---- Erase ---- */

/* Mends the node at `level` that has too few entries: it takes in the node
 * beside it, or shares with it. true: the parent lost an entry. */
static bool mend(struct trees *trees, struct way *way, uint32_t level)
{
    struct tree_node *parent = way->node[level + 1];
    uint32_t at = way->at[level + 1];
    if (at + 1 == parent->count)
        at--;
    struct tree_node *left = node_of(trees, parent->values[at]);
    struct tree_node *right = node_of(trees, parent->values[at + 1]);
    uint32_t half = (left->count + right->count) / 2;
    if (left->count + right->count <= ROOM - FEW) {
        move_right(left, right, left->count);
        give_node(trees, parent->values[at]);
        cut_entry(parent, at);
        return true;
    }
    if (left->count > half)
        move_right(left, right, left->count - half);
    else
        move_left(left, right, half - left->count);
    parent->keys[at] = last_key(left);
    return false;
}

/* Takes away roots that lead nowhere or only on. */
static void lower_root(struct trees *trees, uint32_t *root)
{
    const struct tree_node *node = node_of(trees, *root);
    while (*root != MEMS_NONE && node->count <= 1 - (node->level == 0)) {
        uint32_t number = *root;
        *root = node->level == 0 ? MEMS_NONE : node->values[0];
        give_node(trees, number);
        if (*root != MEMS_NONE)
            node = node_of(trees, *root);
    }
}

/* The entry the way leads to goes, and `key` with it from the nodes above. */
static void erase_at(struct trees *trees, uint32_t *root, struct way *way, uint64_t key)
{
    struct tree_node *leaf = way->node[0];
    cut_entry(leaf, way->at[0]);
    if (way->top == 0 ? leaf->count > 0 : leaf->count >= FEW && last_key(leaf) > key)
        return;
    for (uint32_t level = 1; level <= way->top && last_key(leaf) < key; level++) {
        way->node[level]->keys[way->at[level]] = last_key(leaf);
        if (way->at[level] + 1 < way->node[level]->count)
            break;
    }
    for (uint32_t level = 0; level < way->top && way->node[level]->count < FEW; level++)
        if (!mend(trees, way, level))
            break;
    if (way->node[way->top]->count <= 1)
        lower_root(trees, root);
}

void mems_tree_erase(struct trees *trees, uint32_t *root, uint64_t key)
{
    struct way way;
    descend(trees, *root, key, &way);
    erase_at(trees, root, &way, key);
}

uint32_t mems_tree_take_first(struct trees *trees, uint32_t *root, uint64_t *key)
{
    struct way way;
    descend(trees, *root, 0, &way);
    const struct tree_node *leaf = way.node[0];
    uint32_t value = leaf->values[0];
    *key = leaf->keys[0];
    erase_at(trees, root, &way, *key);
    return value;
}

/* ---- Find ---- */

bool mems_tree_find(const struct trees *trees, uint32_t root, uint64_t key, uint64_t *found,
                    uint32_t *value)
{
    while (root != MEMS_NONE && key < MEMS_TREE_NO_KEY) {
        const struct tree_node *node = node_of(trees, root);
        uint32_t at = rank(node, key);
        if (at == node->count)
            return false;
        if (node->level == 0) {
            *found = node->keys[at];
            *value = node->values[at];
            return true;
        }
        root = node->values[at];
    }
    return false;
}

static bool node_is_sound(const struct tree_node *node, bool is_root)
{
    if (node->count > ROOM || node->level >= MEMS_TREE_LEVELS)
        return false;
    if (node->count < (is_root ? 1U + (node->level > 0) : (uint32_t)FEW))
        return false;
    for (uint32_t i = 1; i < node->count; i++)
        if (node->keys[i - 1] >= node->keys[i])
            return false;
    for (uint32_t i = node->count; i <= ROOM; i++)
        if (node->keys[i] != MEMS_TREE_NO_KEY)
            return false;
    return last_key(node) < MEMS_TREE_NO_KEY;
}

/* The nodes under `node`; each child's keys lie above those of the one before
 * it, since the largest of every child is in its parent. */
static bool children_are_sound(const struct trees *trees, const struct tree_node *node,
                               uint64_t above, uint64_t *keys, uint64_t *nodes)
{
    *nodes += 1;
    if (node->level == 0)
        *keys += node->count;
    for (uint32_t i = 0; node->level > 0 && i < node->count; i++) {
        if (!mems_pool_is_taken(&trees->nodes, node->values[i]))
            return false;
        const struct tree_node *child = node_of(trees, node->values[i]);
        if (child->level + 1 != node->level || !node_is_sound(child, false) ||
            last_key(child) != node->keys[i] || child->keys[0] < above)
            return false;
        if (!children_are_sound(trees, child, above, keys, nodes))
            return false;
        above = node->keys[i] + 1;
    }
    return true;
}

bool mems_tree_sound(const struct trees *trees, uint32_t root, uint64_t *keys, uint64_t *nodes)
{
    if (root == MEMS_NONE)
        return true;
    return mems_pool_is_taken(&trees->nodes, root) &&
           node_is_sound(node_of(trees, root), true) &&
           children_are_sound(trees, node_of(trees, root), 0, keys, nodes);
}
