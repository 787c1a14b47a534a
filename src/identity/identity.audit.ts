/** Each has a text `audit_identity_<verb>` in both languages. */
export type IdentityAction =
  | 'identity.signed_in'
  | 'identity.sign_in_refused'
  | 'identity.signed_out'
  | 'identity.password_changed'
  | 'identity.locale_changed'
  | 'identity.account_created'
  | 'identity.account_edited'
  | 'identity.account_deactivated'
  | 'identity.account_activated'
  | 'identity.role_given'
  | 'identity.role_taken'
  | 'identity.password_reset'
  | 'identity.sessions_ended'
  | 'identity.signing_key_created'
  | 'identity.signing_key_withdrawn';
