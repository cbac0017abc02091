//! Who may call what: the one table of every operation of the API.
//!
//! The table decides nothing: a handler says whom it serves by its parameters. `tests/roles.rs`
//! sends every operation of the OpenAPI document as every role, and fails when a handler lets in or
//! turns away somebody else than this table says, or when an operation is missing here. The web
//! pages get their menu from it.
//!
//! An area lists its operations in alphabetical order.

use http::{AnyStaff, GeneralManager, It, Role, RoleSet, SalesManager, SupportAgent};

/// Whom an operation serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Anybody, signed in or not.
    Public,
    /// Whoever is signed in, customer or staff.
    Account,
    Customer,
    Staff(&'static [Role]),
    /// A program with an API key that has the scope; nobody who signs in.
    Partner,
}

use Who::{Account, Customer, Partner, Public};

/// Everybody who works here.
pub const STAFF: Who = Who::Staff(AnyStaff::ROLES);
pub const GENERAL_MANAGER: Who = Who::Staff(GeneralManager::ROLES);
/// Catalogue, prices, stock, promotions, reports.
pub const SALES: Who = Who::Staff(SalesManager::ROLES);
/// Orders, customers, tickets.
pub const SUPPORT: Who = Who::Staff(SupportAgent::ROLES);
/// What keeps the shop running.
pub const SYSTEM: Who = Who::Staff(It::ROLES);

/// An operation id and whom it serves.
pub type Line = (&'static str, Who);

/// Every area of the API.
pub const TABLE: &[&[Line]] = &[
    AUTH,
    MUSIC,
    BUYING,
    HELP,
    LIBRARY,
    BACK_OFFICE,
    CATALOGUE,
    SHOP_ORDERS,
    PROMOTIONS,
    REPORTS,
    STAFF_ROOM,
    SYSTEM_ROOM,
    PARTNERS,
];

impl Who {
    /// Whether somebody of this role may call; `None` is a customer.
    pub fn lets_in(self, role: Option<Role>) -> bool {
        match (self, role) {
            (Self::Public | Self::Account, _) | (Self::Customer, None) => true,
            (Self::Staff(roles), Some(role)) => roles.contains(&role),
            (Self::Customer, Some(_)) | (Self::Staff(_), None) | (Self::Partner, _) => false,
        }
    }
}

/// Whom an operation serves; `None` when the table does not know it.
pub fn who(operation: &str) -> Option<Who> {
    lines().find(|(id, _)| *id == operation).map(|(_, who)| *who)
}

/// The operations of the back office that are for this role.
pub fn operations_of(role: Role) -> Vec<&'static str> {
    lines().filter(|(_, who)| matches!(who, Who::Staff(roles) if roles.contains(&role))).map(|(id, _)| *id).collect()
}

fn lines() -> impl Iterator<Item = &'static Line> {
    TABLE.iter().flat_map(|area| area.iter())
}

/// Accounts, sign-in and sessions.
const AUTH: &[Line] = &[
    ("begin_enrolment", Public),
    ("change_password", Account),
    ("finish_enrolment", Public),
    ("finish_sign_in", Public),
    ("forgot_password", Public),
    ("get_second_factor", Account),
    ("list_sessions", Account),
    ("refresh_session", Public),
    ("register", Public),
    ("renew_recovery_codes", Account),
    ("resend_verification", Public),
    ("reset_password", Public),
    ("revoke_session", Account),
    ("set_up_second_factor", Account),
    ("sign_in", Public),
    ("sign_out", Public),
    ("sign_out_everywhere", Account),
    ("turn_off_second_factor", Account),
    ("turn_on_second_factor", Account),
    ("verify_email", Public),
];

/// The catalogue, and what its owner may do with a recording.
const MUSIC: &[Line] = &[
    ("create_album_download", Customer),
    ("create_track_download", Customer),
    ("create_track_stream", Customer),
    ("get_album", Public),
    ("get_album_cover", Public),
    ("get_artist", Public),
    ("get_artist_image", Public),
    ("get_genre", Public),
    ("get_genre_cover", Public),
    ("get_home", Public),
    ("get_playlist", Public),
    ("get_playlist_cover", Public),
    ("get_track", Public),
    ("get_track_preview", Public),
    ("list_albums", Public),
    ("list_artists", Public),
    ("list_genres", Public),
    ("list_media_types", Public),
    ("list_new_arrivals", Public),
    ("list_playlist_tracks", Public),
    ("list_playlists", Public),
    ("list_similar_albums", Public),
    ("list_top_albums", Public),
    ("list_top_tracks", Public),
    ("list_tracks", Public),
    ("search_music", Public),
    ("suggest_music", Public),
];

/// Cart, orders, the profile, and files by signed link.
const BUYING: &[Line] = &[
    ("add_cart_item", Customer),
    ("cancel_order", Customer),
    ("clear_cart", Customer),
    ("create_address", Customer),
    ("create_order", Customer),
    ("create_order_download", Customer),
    ("delete_account", Customer),
    ("delete_address", Customer),
    ("export_account", Customer),
    ("get_cart", Customer),
    ("get_download", Public),
    ("get_invoice", Customer),
    ("get_invoice_html", Customer),
    ("get_invoice_pdf", Customer),
    ("get_order", Customer),
    ("get_owned", Customer),
    ("get_profile", Customer),
    ("get_stream", Public),
    ("list_addresses", Customer),
    ("list_orders", Customer),
    ("list_own_gift_cards", Customer),
    ("merge_cart", Customer),
    ("pay_order", Customer),
    ("quote_cart", Public),
    ("receive_test_webhook", Public),
    ("redeem_code", Customer),
    ("remove_cart_code", Customer),
    ("remove_cart_gift_card", Customer),
    ("remove_cart_item", Customer),
    ("set_cart_code", Customer),
    ("set_cart_gift_card", Customer),
    ("settle_order", Customer),
    ("update_address", Customer),
    ("update_profile", Customer),
];

/// Questions of customers, and mail that comes in.
const HELP: &[Line] = &[
    ("add_my_ticket_message", Customer),
    ("create_my_ticket", Customer),
    ("get_attachment", Public),
    ("get_my_ticket", Customer),
    ("list_my_tickets", Customer),
    ("receive_mail", Public),
    ("settle_my_ticket", Customer),
    ("upload_my_attachment", Customer),
];

/// The listener's collection, and what is shared of it.
const LIBRARY: &[Line] = &[
    ("accept_invite", Customer),
    ("add_playlist_entries", Customer),
    ("change_songs", Customer),
    ("copy_library_playlist", Customer),
    ("create_import", Customer),
    ("create_library_playlist", Customer),
    ("create_song", Customer),
    ("delete_import", Customer),
    ("delete_import_mapping", Customer),
    ("delete_library_playlist", Customer),
    ("delete_song", Customer),
    ("edit_library_playlist", Customer),
    ("edit_song", Customer),
    ("export_library", Customer),
    ("export_songs", Customer),
    ("follow_playlist", Customer),
    ("get_cover", Public),
    ("get_import", Customer),
    ("get_import_report", Customer),
    ("get_invite", Customer),
    ("get_library_overview", Customer),
    ("get_library_playlist", Customer),
    ("get_public_name", Customer),
    ("get_public_page", Public),
    ("get_public_playlist", Public),
    ("get_shared_playlist", Public),
    ("get_song", Customer),
    ("invite_to_playlist", Customer),
    ("list_duplicates", Customer),
    ("list_facets", Customer),
    ("list_import_mappings", Customer),
    ("list_imports", Customer),
    ("list_library_albums", Customer),
    ("list_library_artists", Customer),
    ("list_library_playlists", Customer),
    ("list_members", Customer),
    ("list_playlist_entries", Customer),
    ("list_shares", Customer),
    ("list_songs", Customer),
    ("merge_songs", Customer),
    ("move_playlist_entry", Customer),
    ("play_song", Customer),
    ("preview_import", Customer),
    ("preview_library_playlist", Customer),
    ("put_cover", Customer),
    ("put_library_playlist_cover", Customer),
    ("remove_library_playlist_cover", Customer),
    ("remove_member", Customer),
    ("remove_playlist_entries", Customer),
    ("remove_songs", Customer),
    ("revoke_share", Customer),
    ("set_public_name", Customer),
    ("share_playlist", Customer),
    ("start_import", Customer),
    ("stop_import", Customer),
    ("suggest_library", Customer),
    ("undo_change", Customer),
    ("undo_import", Customer),
    ("watch_import", Customer),
];

/// The frame of the back office: home, saved views, search.
const BACK_OFFICE: &[Line] = &[
    ("create_view", STAFF),
    ("delete_view", STAFF),
    ("get_staff_self", STAFF),
    ("list_agents", STAFF),
    ("list_views", STAFF),
    ("update_view", STAFF),
];

/// Catalogue, prices, inventory.
const CATALOGUE: &[Line] = &[
    ("apply_catalogue_import", SALES),
    ("archive_album", SALES),
    ("archive_artist", SALES),
    ("archive_catalogue_playlist", SALES),
    ("archive_genre", SALES),
    ("archive_track", SALES),
    ("cancel_sale_price", SALES),
    ("change_bulk_prices", SALES),
    ("change_bulk_stock", SALES),
    ("clear_territory", SALES),
    ("create_album", SALES),
    ("create_artist", SALES),
    ("create_catalogue_playlist", SALES),
    ("create_genre", SALES),
    ("create_media_type", SALES),
    ("create_sale_price", SALES),
    ("create_track", SALES),
    ("export_tracks", SALES),
    ("get_catalogue_album", SALES),
    ("get_catalogue_artist", SALES),
    ("get_catalogue_playlist", SALES),
    ("get_catalogue_track", SALES),
    ("get_stock", SALES),
    ("lift_stock", SALES),
    ("list_catalogue_albums", SALES),
    ("list_catalogue_artists", SALES),
    ("list_catalogue_genres", SALES),
    ("list_catalogue_media_types", SALES),
    ("list_catalogue_playlists", SALES),
    ("list_catalogue_tracks", SALES),
    ("list_price_history", SALES),
    ("list_sale_prices", SALES),
    ("list_stock", SALES),
    ("list_stock_moves", SALES),
    ("merge_artists", SALES),
    ("merge_genres", SALES),
    ("move_stock", SALES),
    ("preview_bulk_prices", SALES),
    ("preview_bulk_stock", SALES),
    ("preview_catalogue_import", SALES),
    ("release_album", SALES),
    ("release_track", SALES),
    ("remove_album_cover", SALES),
    ("remove_track_audio", SALES),
    ("restore_album", SALES),
    ("restore_artist", SALES),
    ("restore_catalogue_playlist", SALES),
    ("restore_genre", SALES),
    ("restore_track", SALES),
    ("set_catalogue_playlist_tracks", SALES),
    ("set_stock", SALES),
    ("set_territory", SALES),
    ("set_track_audio", SALES),
    ("update_album", SALES),
    ("update_artist", SALES),
    ("update_catalogue_playlist", SALES),
    ("update_genre", SALES),
    ("update_media_type", SALES),
    ("update_track", SALES),
    ("upload_album_cover", SALES),
    ("upload_audio", SALES),
];

/// Orders, customers and support, as staff see them.
const SHOP_ORDERS: &[Line] = &[
    ("add_customer_note", SUPPORT),
    ("add_order_note", SUPPORT),
    ("add_ticket_message", SUPPORT),
    ("anonymise_customer", SALES),
    ("apply_customer_bulk", SUPPORT),
    ("apply_order_bulk", SUPPORT),
    ("assign_agent", SUPPORT),
    ("begin_customer_view", SUPPORT),
    ("cancel_shop_order", SUPPORT),
    ("create_canned_answer", SUPPORT),
    ("create_ticket", SUPPORT),
    ("delete_canned_answer", SUPPORT),
    ("disable_customer", SUPPORT),
    ("enable_customer", SUPPORT),
    ("end_customer_view", SUPPORT),
    ("export_customers", SUPPORT),
    ("export_orders", SUPPORT),
    ("get_customer", SUPPORT),
    ("get_customer_account", SUPPORT),
    ("get_customer_totals", SUPPORT),
    ("get_order_timeline", SUPPORT),
    ("get_order_totals", SUPPORT),
    ("get_shop_order", SUPPORT),
    ("get_shop_order_invoice", SUPPORT),
    ("get_ticket", SUPPORT),
    ("get_ticket_summary", SUPPORT),
    ("list_canned_answers", SUPPORT),
    ("list_customers", SUPPORT),
    ("list_shop_orders", SUPPORT),
    ("list_tickets", SUPPORT),
    ("preview_customer_bulk", SUPPORT),
    ("preview_order_bulk", SUPPORT),
    ("refund_order", SUPPORT),
    ("replace_order_download", SUPPORT),
    ("resend_receipt", SUPPORT),
    ("restore_order_line", SUPPORT),
    ("update_canned_answer", SUPPORT),
    ("update_ticket", SUPPORT),
    ("upload_attachment", SUPPORT),
];

/// Promotions, gift cards, download codes, tax.
const PROMOTIONS: &[Line] = &[
    ("create_download_batch", SALES),
    ("create_promotion", SALES),
    ("create_tax_rate", GENERAL_MANAGER),
    ("delete_tax_rate", GENERAL_MANAGER),
    ("get_download_batch", SALES),
    ("get_gift_card", SALES),
    ("get_promotion", SALES),
    ("issue_gift_card", SALES),
    ("list_download_batches", SALES),
    ("list_gift_cards", SALES),
    ("list_promotion_uses", SALES),
    ("list_promotions", SALES),
    ("list_tax_rates", SALES),
    ("preview_promotion", SALES),
    ("revoke_download_batch", SALES),
    ("set_gift_card_status", SALES),
    ("set_promotion_status", SALES),
    ("update_promotion", SALES),
    ("update_tax_rate", GENERAL_MANAGER),
];

/// Home's figures and the reports.
const REPORTS: &[Line] = &[
    ("export_report", SALES),
    ("get_admin_home", STAFF),
    ("get_report", SALES),
    ("list_reports", SALES),
    ("list_royalty_rates", SALES),
    ("set_royalty_rate", SALES),
];

/// Staff and the audit log.
const STAFF_ROOM: &[Line] = &[
    ("change_staff_member", GENERAL_MANAGER),
    ("deactivate_staff_member", GENERAL_MANAGER),
    ("end_staff_session", GENERAL_MANAGER),
    ("export_audit_entries", GENERAL_MANAGER),
    ("get_staff_member", GENERAL_MANAGER),
    ("invite_staff", GENERAL_MANAGER),
    ("list_audit_entries", GENERAL_MANAGER),
    ("list_staff", GENERAL_MANAGER),
    ("reactivate_staff_member", GENERAL_MANAGER),
    ("resend_staff_invitation", GENERAL_MANAGER),
    ("reset_staff_second_factor", GENERAL_MANAGER),
    ("verify_audit_log", GENERAL_MANAGER),
];

/// Jobs, mail log, webhooks, keys, settings, health.
const SYSTEM_ROOM: &[Line] = &[
    ("count_jobs", SYSTEM),
    ("create_api_key", SYSTEM),
    ("create_webhook_endpoint", SYSTEM),
    ("get_health", SYSTEM),
    ("get_settings", GENERAL_MANAGER),
    ("list_api_keys", SYSTEM),
    ("list_jobs", SYSTEM),
    ("list_mails", SYSTEM),
    ("list_provider_events", SYSTEM),
    ("list_webhook_deliveries", SYSTEM),
    ("list_webhook_endpoints", SYSTEM),
    ("park_job", SYSTEM),
    ("ping_webhook_endpoint", SYSTEM),
    ("replay_provider_event", SYSTEM),
    ("replay_webhook_delivery", SYSTEM),
    ("resend_mail", SYSTEM),
    ("retry_job", SYSTEM),
    ("revoke_api_key", SYSTEM),
    ("save_settings", GENERAL_MANAGER),
    ("switch_webhook_endpoint", SYSTEM),
];

/// What partners' programs read.
const PARTNERS: &[Line] =
    &[("list_partner_orders", Partner), ("list_partner_sales", Partner), ("list_partner_tracks", Partner)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_stands_in_one_line_and_lines_in_alphabetical_order() {
        let mut seen = std::collections::BTreeSet::new();
        for area in TABLE {
            assert!(area.is_sorted_by_key(|(id, _)| *id), "{area:?}");
            assert!(area.iter().all(|(id, _)| seen.insert(*id)), "{area:?}");
        }
    }
}
