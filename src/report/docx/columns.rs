//! What stands in two columns where the page lies across: whatever needs no more than half of its width.

use crate::report::document::Block;

/// True for running text, whose lines are no longer on a wide page than on an upright one.
pub(super) fn is_running(style: &str) -> bool {
    const STYLES: [&str; 8] = [
        "BodyText",
        "ListBullet",
        "ListBullet2",
        "CalloutNote",
        "CalloutAction",
        "Question",
        "QuestionOpen",
        "Answer",
    ];
    STYLES.contains(&style)
}

/// True for a section with nothing in it that needs the width of the page.
pub(super) fn is_narrow_section(block: &Block) -> bool {
    match block {
        Block::Section(section) => section.blocks.iter().all(is_narrow),
        Block::Paragraph(_)
        | Block::Facts(_)
        | Block::Counts(_)
        | Block::List(_)
        | Block::Callout(_)
        | Block::Table(_)
        | Block::Questions(_)
        | Block::Chart(_)
        | Block::Fold(_)
        | Block::Links(_)
        | Block::Tasks(_) => false,
    }
}

fn is_narrow(block: &Block) -> bool {
    match block {
        Block::Section(_) => is_narrow_section(block),
        Block::Paragraph(_)
        | Block::Facts(_)
        | Block::List(_)
        | Block::Callout(_)
        | Block::Questions(_)
        | Block::Chart(_)
        | Block::Fold(_) => true,
        Block::Counts(_) | Block::Table(_) | Block::Links(_) | Block::Tasks(_) => false,
    }
}
