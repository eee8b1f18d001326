//! Boards, roles, themes and groups: who reports to whom, who meets when, who is a member.

use super::{Checker, diags};
use crate::model::Member;
use crate::syntax::ast::{Board, Groups, Item, PartyClause, Tree};

pub(super) fn resolve(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        match item {
            Item::Board(board) => party(cx, board),
            Item::Groups(groups) => members(cx, groups),
            _ => {}
        }
    }
}

fn party(cx: &mut Checker, board: &Board) {
    let Some(id) =
        cx.names.parties.find(&board.id.text).filter(|id| cx.book.parties[*id].span == board.id.span)
    else {
        return;
    };
    for clause in &board.clauses {
        match clause {
            PartyClause::ReportsTo(name) => {
                let above = cx.party(name);
                if above.is_none() {
                    cx.names.unread.parties.insert(id);
                }
                if above == Some(id) {
                    cx.findings.push(diags::circular(
                        "boards that report to one another",
                        std::slice::from_ref(&name.text),
                        name.span,
                    ));
                } else {
                    cx.book.parties[id].reports_to = above;
                }
            }
            PartyClause::Meets(days, _) => {
                let meets = &mut cx.book.parties[id].meets;
                meets.extend(days);
                meets.sort_unstable();
                meets.dedup();
            }
            PartyClause::Outside(_) => cx.book.parties[id].outside = true,
            PartyClause::HeldBy(_)
            | PartyClause::Contact(_)
            | PartyClause::Rating(_)
            | PartyClause::Share(_)
            | PartyClause::Note(_) => {}
        }
    }
}

/// The ratings that boards and themes give their measures.
pub(super) fn ratings(cx: &mut Checker, trees: &[Tree]) {
    for item in trees.iter().flat_map(|tree| &tree.items) {
        let clauses = match item {
            Item::Board(board) => &board.clauses,
            Item::Theme(theme) => &theme.clauses,
            _ => continue,
        };
        for clause in clauses {
            let PartyClause::Rating(name) = clause else { continue };
            let rating = cx.rating(name);
            match item {
                Item::Board(board) => {
                    if let Some(id) = cx.names.parties.find(&board.id.text) {
                        cx.book.parties[id].rating = rating;
                    }
                }
                Item::Theme(theme) => {
                    if let Some(id) = cx.names.themes.find(&theme.id.text) {
                        cx.book.themes[id].rating = rating;
                    }
                }
                _ => {}
            }
        }
    }
}

fn members(cx: &mut Checker, groups: &Groups) {
    let Some(id) =
        cx.names.groupings.find(&groups.id.text).filter(|id| cx.book.groupings[*id].span == groups.id.span)
    else {
        return;
    };
    for member in &groups.members {
        let first = cx.book.groupings[id].members.iter().find(|m| m.id.eq_ignore_ascii_case(&member.id.text));
        if let Some(first) = first {
            cx.findings.push(diags::declared_twice(diags::NameKind::Member, &member.id, first.span));
            continue;
        }
        let title = member.title.as_ref().map_or_else(|| member.id.text.clone(), |t| t.node.clone());
        let owner = member.owner.as_ref().and_then(|owner| cx.party(owner));
        let row = Member { id: member.id.text.clone(), title, owner, span: member.id.span };
        cx.book.groupings[id].members.push(row);
    }
    if groups.members.is_empty() && !groups.from_data && !groups.broken {
        cx.findings.push(diags::groups_without_members(&groups.id));
    }
}
