//! The journeys, at the local host.

use crate::common::{host::host, journeys};

#[test]
fn a_mother_registers_a_birth_from_her_phone_and_collects_the_certificate() {
    journeys::birth_handed_over(host());
}

#[test]
fn a_birth_certificate_returned_online_needs_a_proof_of_identity_besides_the_secret() {
    journeys::birth_returned_online(host());
}

#[test]
fn a_shop_in_bai_chay_is_registered_at_the_counter_of_binh_lieu() {
    journeys::shop_far_from_home(host());
}

#[test]
fn a_company_gets_a_badge_through_an_employee_and_a_proxy() {
    journeys::company_badge(host());
}

#[test]
fn an_officer_refuses_at_intake_with_reason_basis_and_guidance() {
    journeys::refused_at_intake(host());
}

#[test]
fn a_citizen_answers_a_supplement_before_acceptance() {
    journeys::supplemented_at_intake(host());
}

#[test]
fn a_denial_of_one_level_is_drafted_by_the_officer_and_signed() {
    journeys::denied_by_one_level(host());
}

#[test]
fn a_denial_of_two_levels_passes_the_head() {
    journeys::denied_by_two_levels(host());
}

#[test]
fn what_the_map_cannot_decide_goes_to_the_coordinator() {
    journeys::unresolved_competence(host());
}

#[test]
fn forms_are_printed_for_officer_and_mother_and_the_register_for_the_centre() {
    journeys::forms_and_register(host());
}

#[test]
fn a_wrong_name_procedure_or_return_place_is_corrected() {
    journeys::corrected_before_work(host());
}
