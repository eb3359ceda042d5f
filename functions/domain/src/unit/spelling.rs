//! How far two spellings are apart.

/// Number of letters to change, add or drop to come from one text to the other, if there are not more than allowed.
pub(super) fn distance(from: &str, to: &str, allowed: usize) -> Option<usize> {
    let to: Vec<char> = to.chars().collect();
    if from.chars().count().abs_diff(to.len()) > allowed {
        return None;
    }
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (line, letter) in (1..).zip(from.chars()) {
        let mut above_left = line - 1;
        let mut left = line;
        let mut least = line;
        if let Some(first) = row.first_mut() {
            *first = line;
        }
        for (cell, other) in row.iter_mut().skip(1).zip(&to) {
            let change = above_left + usize::from(letter != *other);
            above_left = *cell;
            left = change.min(left + 1).min(*cell + 1);
            least = least.min(left);
            *cell = left;
        }
        // No later row has a smaller least.
        if least > allowed {
            return None;
        }
    }
    row.last().copied().filter(|distance| *distance <= allowed)
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn a_distance_is_counted_up_to_what_is_allowed() {
        assert_eq!(distance("ha phog", "ha phong", 1), Some(1));
        assert_eq!(distance("ha phog", "ha phong", 0), None);
        assert_eq!(distance("bai chai", "bai chay", 2), Some(1));
        assert_eq!(distance("mong cai", "van don", 3), None);
        assert_eq!(distance("", "", 0), Some(0));
    }
}
