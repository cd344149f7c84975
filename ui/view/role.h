/* role.h: what a cell of the screen means. Themes turn roles into colours
 * and attributes; nothing that draws ever names a colour. */
#ifndef MEMS_VIEW_ROLE_H
#define MEMS_VIEW_ROLE_H

/* X(name, letter): the letter stands for the role in golden frames. PROCESS
 * has six hues, so that blocks that adjoin differ: ROLE_PROCESS + timeline_tint. */
#define ROLES(X) \
    X(PLAIN, '.')         /* text and background */ \
    X(FAINT, ',')         /* rules, what is secondary */ \
    X(STRONG, 's')        /* what should be read first */ \
    X(TITLE, 'T')         /* the title line */ \
    X(HEADER, 'n')        /* a node's header line */ \
    X(PROCESS, '0') X(PROCESS1, '1') X(PROCESS2, '2') \
    X(PROCESS3, '3') X(PROCESS4, '4') X(PROCESS5, '5') \
    X(HOLE, 'h') \
    X(MIXED, 'x')         /* a cell that holds several segments */ \
    X(TOUCHED, 'P')       /* a PROCESS segment the last operation made */ \
    X(TOUCHED_HOLE, 'H')  /* a HOLE it made, left or joined */ \
    X(SELECTED, 'S')      /* the selected segment, a PROCESS */ \
    X(SELECTED_HOLE, 'Z') /* the same, a HOLE */ \
    X(STAYED, '=')        /* of two moments: a block that both have; */ \
    X(MOVED, '>')         /* one that reallocs moved meanwhile; */ \
    X(BORN, '+')          /* one that only this moment has, the later one; */ \
    X(DIES, 'D')          /* the same, the earlier one; */ \
    X(REPLACES, '*')      /* the same, where the other moment has another block; */ \
    X(DIED, '-')          /* a HOLE where the earlier moment has a block; */ \
    X(TO_COME, 'B')       /* a HOLE where the later moment has one */ \
    X(PASSED_HOLE, 'v')   /* a HOLE that a search passed over */ \
    X(LOOKED_HOLE, 'q')   /* the HOLE that it looks at now */ \
    X(LABEL, 'l')         /* text on what a bar shows in use */ \
    X(HOLE_LABEL, 'o')    /* text on a bar's HOLE of any kind */ \
    X(WASTE, 'w')         /* bytes of a block nobody asked for */ \
    X(SHARE, 'r')         /* behind a mixed cell of the whole run: some of it in use, */ \
    X(SHARE_MOST, 'R')    /* or most, so that it is a shade and no border of a HOLE */ \
    X(CAPTION, 'c')       /* what a lesson says now */ \
    X(CAPTION_OLD, 'd')   /* what it said at an earlier step */ \
    X(STORY, 'y')         /* what the last operation did, and why there */ \
    X(CURRENT, 'C')       /* the present line of the listing */ \
    X(PAST, 'p') X(FUTURE, 'f') /* lines before and after it */ \
    X(LINK, 'k')          /* a link of the chain view */ \
    X(LINK_NEW, 'K')      /* a link the last operation made or changed */ \
    X(GRAPH_MAPPED, 'm') X(GRAPH_USED, 'u') /* memory over time */ \
    X(TIME_PAST, 't') X(TIME_AHEAD, 'a') X(TIME_NOW, 'N') X(MARK, 'M') \
    X(KEY, 'e')           /* a key's name in footer and help */ \
    X(GOOD, 'g') X(ERROR, '!') \
    X(FAULT, 'X')         /* what a check found false: --verify */ \
    X(CURSOR, '_')        /* the cursor of the command line, the chosen entry of a menu */

enum role {
#define X(name, letter) ROLE_##name,
    ROLES(X)
#undef X
    ROLE_COUNT
};

#define ROLE_HUES 6

/* The letter of golden frames. */
char role_letter(enum role role);

/* Whether a role fills cells of a bar (so that its paper is part of it). */
static inline int role_is_bar(enum role role)
{
    return (role >= ROLE_PROCESS && role <= ROLE_LOOKED_HOLE) || role == ROLE_WASTE;
}

/* Whether it fills what is not in use. */
static inline int role_is_hole(enum role role)
{
    return role == ROLE_HOLE || role == ROLE_TOUCHED_HOLE || role == ROLE_SELECTED_HOLE ||
           role == ROLE_PASSED_HOLE || role == ROLE_LOOKED_HOLE || role == ROLE_DIED ||
           role == ROLE_TO_COME;
}

#endif
