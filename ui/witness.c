/* witness.c: looks at a view and changes nothing of it. A question counts once:
 * to answer it again, knowing what comes, is no point. */
#include "witness.h"

#include "notes.h"

static void look_at_step(struct witness *witness, const struct view *view)
{
    uint32_t step = timeline_step(view->timeline);

    if (step > witness->step && timeline_op(view->timeline, step).line > 0)
        witness->step = step;
}

static bool counted(const struct witness *witness, uint32_t step)
{
    for (int i = 0; i < witness->answered; i++)
        if (witness->asked_at[i] == step)
            return true;
    return false;
}

static void look_at_answer(struct witness *witness, const struct view *view)
{
    const struct predict_state *predict = &view->predict;
    uint32_t step = predict->question.step;

    if (!predict->open || !predict->answered || predict->quiz != NULL ||
        !predict->question.of_op || !notes_ask(view, step) || counted(witness, step) ||
        witness->answered == WITNESS_ANSWERS)
        return;
    witness->asked_at[witness->answered++] = step;
    witness->right += predict->grade.right;
}

void witness_look(struct witness *witness, const struct view *view)
{
    if (view->race != NULL) /* its heaps stand elsewhere */
        return;
    look_at_step(witness, view);
    look_at_answer(witness, view);
}

static uint32_t at_most(uint32_t number, uint32_t most)
{
    return number < most ? number : most;
}

const char *witness_keep(const struct witness *witness, struct seen *seen, const char *name,
                         struct extent extent)
{
    struct seen_lesson news = {(char *)name, at_most(witness->step, extent.steps), extent.steps,
                               at_most(witness->right, extent.questions), extent.questions};

    return witness->step == 0 || extent.steps == 0 ? NULL : seen_add(seen, &news);
}
