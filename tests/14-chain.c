/* 14-chain.c: the lists by themselves: links, tiling, books, and that every
 * change has an exact inverse. */
#include "chain.h"

#include "heaps.h"
#include "os.h"

#include <string.h>

static uint32_t append(struct chain *chain, uint64_t size)
{
    void *pages = mems_os_map(size, 0);
    ck_assert_ptr_nonnull(pages);
    ck_assert(mems_chain_stock_node(chain));
    return mems_chain_append(chain, size, pages);
}

static struct chain chain_of(size_t nodes, uint64_t size)
{
    struct chain chain;
    mems_chain_open(&chain, 1000, 4096);
    for (size_t i = 0; i < nodes; i++)
        append(&chain, size);
    ck_assert(mems_pool_stock(&chain.segments, 4));
    return chain;
}

static uint32_t first_segment(const struct chain *chain, uint32_t node)
{
    return mems_chain_node(chain, node)->first;
}

/* Asserts the sub-chain: kinds as letters, then sizes. */
static void expect(const struct chain *chain, uint32_t n, const char *kinds, const uint64_t *sizes)
{
    const struct node *node = mems_chain_node(chain, n);
    uint32_t prev = MEMS_END | n, s = node->first;
    uint64_t start = node->start;
    for (size_t i = 0; kinds[i] != '\0'; i++) {
        ck_assert(!mems_chain_is_end(s));
        const struct segment *segment = mems_chain_segment(chain, s);
        ck_assert_int_eq(segment->kind == MEMS_HOLE ? 'H' : 'P', kinds[i]);
        ck_assert_uint_eq(mems_segment_size(chain, segment), sizes[i]);
        ck_assert_uint_eq(segment->start, start);
        ck_assert_uint_eq(segment->prev, prev);
        start += sizes[i];
        prev = s;
        s = segment->next;
    }
    ck_assert_uint_eq(s, MEMS_END | n);
    ck_assert_uint_eq(start, node->start + node->size);
    ck_assert_uint_eq(mems_chain_length(chain, n), strlen(kinds));
}

#define EXPECT(chain, node, kinds, ...) \
    expect(chain, node, kinds, (const uint64_t[]){__VA_ARGS__})

START_TEST(nodes_follow_each_other)
{
    struct chain chain = chain_of(3, 4096);
    uint32_t n = chain.first, prev = MEMS_NONE;
    for (uint32_t i = 0; i < 3; i++) {
        const struct node *node = mems_chain_node(&chain, n);
        ck_assert_uint_eq(node->index, i);
        ck_assert_uint_eq(node->start, 1000 + 4096 * i);
        ck_assert_uint_eq(node->prev, prev);
        EXPECT(&chain, n, "H", 4096);
        prev = n;
        n = node->next;
    }
    ck_assert_uint_eq(n, MEMS_NONE);
    ck_assert_uint_eq(chain.last, prev);
    ck_assert_uint_eq(chain.mapped, 3 * 4096);
    ck_assert_uint_eq(mems_chain_end(&chain), 1000 + 3 * 4096);
    mems_chain_close(&chain);
}
END_TEST

START_TEST(split_and_join_are_inverses)
{
    struct chain chain = chain_of(2, 4096);
    uint32_t n = chain.last, low = first_segment(&chain, n);
    uint64_t start = mems_chain_node(&chain, n)->start;
    uint32_t high = mems_chain_split(&chain, low, start + 1000);
    EXPECT(&chain, n, "HH", 1000, 3096);
    uint32_t middle = mems_chain_split(&chain, low, start + 1);
    EXPECT(&chain, n, "HHH", 1, 999, 3096);
    ck_assert_uint_eq(mems_chain_holes(&chain), 4);
    mems_chain_join(&chain, low);
    EXPECT(&chain, n, "HH", 1000, 3096);
    ck_assert_uint_eq(mems_chain_split(&chain, low, start + 1), middle);
    mems_chain_join(&chain, middle);
    EXPECT(&chain, n, "HH", 1, 4095);
    mems_chain_join(&chain, low);
    EXPECT(&chain, n, "H", 4096);
    ck_assert_uint_eq(mems_chain_split(&chain, low, start + 1000), middle);
    ck_assert_uint_eq(mems_chain_split(&chain, low, start + 1), high);
    ck_assert_uint_eq(first_segment(&chain, n), low);
    mems_chain_close(&chain);
}
END_TEST

START_TEST(segments_follow_each_other_over_nodes)
{
    struct chain chain = chain_of(2, 4096);
    uint32_t low = first_segment(&chain, chain.first);
    uint32_t high = mems_chain_split(&chain, low, 3000);
    uint32_t other = first_segment(&chain, chain.last);
    ck_assert_uint_eq(mems_chain_after(&chain, mems_chain_segment(&chain, low)), high);
    ck_assert_uint_eq(mems_chain_after(&chain, mems_chain_segment(&chain, high)), other);
    ck_assert_uint_eq(mems_chain_after(&chain, mems_chain_segment(&chain, other)), MEMS_NONE);
    mems_chain_close(&chain);
}
END_TEST

START_TEST(occupy_and_vacate_keep_the_books)
{
    struct chain chain = chain_of(1, 4096);
    uint32_t n = chain.first, block = first_segment(&chain, n);
    mems_chain_split(&chain, block, 1104);
    mems_chain_occupy(&chain, block, 1000, 104, 4);
    EXPECT(&chain, n, "PH", 104, 3992);
    ck_assert_uint_eq(mems_chain_segment(&chain, block)->waste, 4);
    ck_assert_uint_eq(chain.waste, 4);
    ck_assert_uint_eq(chain.process, 104);
    ck_assert_uint_eq(chain.blocks, 1);
    ck_assert_uint_eq(mems_chain_holes(&chain), 1);
    mems_chain_vacate(&chain, block, 1000, 104, 4);
    EXPECT(&chain, n, "HH", 104, 3992);
    ck_assert_uint_eq(mems_chain_segment(&chain, block)->waste, 0);
    ck_assert_uint_eq(chain.waste, 0);
    ck_assert_uint_eq(chain.process, 0);
    ck_assert_uint_eq(chain.blocks, 0);
    ck_assert_uint_eq(mems_chain_holes(&chain), 2);
    mems_chain_close(&chain);
}
END_TEST

START_TEST(largest_node_is_known_while_nodes_come_and_go)
{
    struct chain chain = chain_of(1, 8192);
    append(&chain, 4096);
    ck_assert_uint_eq(mems_chain_node(&chain, chain.last)->largest, chain.first);
    uint32_t n = append(&chain, 12288);
    ck_assert_uint_eq(mems_chain_node(&chain, n)->largest, n);
    mems_chain_hide(&chain, n);
    ck_assert_uint_eq(mems_chain_node(&chain, chain.last)->largest, chain.first);
    mems_chain_close(&chain);
}
END_TEST

START_TEST(hidden_node_comes_back_as_it_was)
{
    struct chain chain = chain_of(2, 8192);
    uint32_t n = chain.last, hole = first_segment(&chain, n);
    void *physical = mems_chain_node(&chain, n)->physical;
    mems_chain_hide(&chain, n);
    ck_assert_uint_eq(chain.count, 1);
    ck_assert_uint_eq(chain.mapped, 8192);
    ck_assert_uint_eq(chain.last, chain.first);
    ck_assert_uint_eq(mems_chain_node(&chain, chain.first)->next, MEMS_NONE);
    ck_assert_uint_eq(chain.hidden_count, 1);
    mems_chain_show(&chain, n);
    ck_assert_uint_eq(chain.hidden_count, 0);
    ck_assert_uint_eq(chain.last, n);
    ck_assert_uint_eq(first_segment(&chain, n), hole);
    ck_assert_ptr_eq(mems_chain_node(&chain, n)->physical, physical);
    EXPECT(&chain, n, "H", 8192);
    mems_chain_close(&chain);
}
END_TEST

START_TEST(hidden_nodes_are_dropped_in_any_order)
{
    struct chain chain = chain_of(4, 4096);
    uint32_t hidden[3];
    for (int i = 0; i < 3; i++) {
        hidden[i] = chain.last;
        mems_chain_hide(&chain, hidden[i]);
    }
    mems_chain_drop(&chain, hidden[1]);
    mems_chain_drop(&chain, hidden[2]);
    ck_assert_uint_eq(chain.hidden, hidden[0]);
    mems_chain_drop(&chain, hidden[0]);
    ck_assert_uint_eq(chain.hidden, MEMS_NONE);
    ck_assert_uint_eq(chain.hidden_count, 0);
    ck_assert(mems_pool_sound(&chain.nodes, 1));
    append(&chain, 4096);
    ck_assert_uint_eq(chain.last, hidden[0]); /* its record is used again */
    mems_chain_close(&chain);
}
END_TEST

START_TEST(first_node_may_be_hidden_too)
{
    struct chain chain = chain_of(1, 4096);
    uint32_t n = chain.first;
    mems_chain_hide(&chain, n);
    ck_assert_uint_eq(chain.first, MEMS_NONE);
    ck_assert_uint_eq(chain.last, MEMS_NONE);
    uint32_t other = append(&chain, 100 * 4096);
    ck_assert_uint_ne(other, n);
    ck_assert_uint_eq(mems_chain_node(&chain, other)->index, 0);
    ck_assert_uint_eq(mems_chain_node(&chain, other)->start, 1000);
    mems_chain_hide(&chain, other);
    mems_chain_show(&chain, n);
    EXPECT(&chain, n, "H", 4096);
    mems_chain_close(&chain);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("heap: chain");
    TCase *cases = tcase_create("chain");
    tcase_add_test(cases, nodes_follow_each_other);
    tcase_add_test(cases, split_and_join_are_inverses);
    tcase_add_test(cases, segments_follow_each_other_over_nodes);
    tcase_add_test(cases, largest_node_is_known_while_nodes_come_and_go);
    tcase_add_test(cases, occupy_and_vacate_keep_the_books);
    tcase_add_test(cases, hidden_node_comes_back_as_it_was);
    tcase_add_test(cases, hidden_nodes_are_dropped_in_any_order);
    tcase_add_test(cases, first_node_may_be_hidden_too);
    suite_add_tcase(suite, cases);
    return run_seeded(suite);
}
