//! Dates, times and money as people here write them. The one zone is UTC+7.

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz,
};

/// The wall clock in the province.
#[must_use]
pub fn local(at: Timestamp) -> DateTime {
    tz::offset(7).to_datetime(at)
}

/// `05/12/2026`
#[must_use]
pub fn date(date: Date) -> String {
    [&two(date.day()), "/", &two(date.month()), "/", &date.year().to_string()].concat()
}

/// `08:30 05/12/2026`
#[must_use]
pub fn moment(at: Timestamp) -> String {
    let local = local(at);
    [&two(local.hour()), ":", &two(local.minute()), " ", &date(local.date())].concat()
}

/// `8.000 đ`
#[must_use]
pub fn dong(amount: u64) -> String {
    [&domain::text::grouped(amount), " đ"].concat()
}

/// `1,2 MB` or `340 KB`
#[must_use]
pub fn size(bytes: u64) -> String {
    if bytes >= 1_048_576 {
        let tenths = bytes * 10 / 1_048_576;
        [&(tenths / 10).to_string(), ",", &(tenths % 10).to_string(), " MB"].concat()
    } else {
        [&bytes.div_ceil(1024).to_string(), " KB"].concat()
    }
}

fn two(number: i8) -> String {
    let digits = number.to_string();
    if digits.len() < 2 { ["0", &digits].concat() } else { digits }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_grouped_by_dots() {
        assert_eq!(dong(0), "0 đ");
        assert_eq!(dong(8_000), "8.000 đ");
        assert_eq!(dong(1_250_000), "1.250.000 đ");
    }

    #[test]
    fn a_moment_is_shown_in_the_provinces_time() {
        let at: Timestamp = "2026-11-23T18:05:00Z".parse().unwrap();
        assert_eq!(moment(at), "01:05 24/11/2026");
    }

    #[test]
    fn file_sizes_are_rounded_for_people() {
        assert_eq!(size(1), "1 KB");
        assert_eq!(size(1_572_864), "1,5 MB");
    }
}
