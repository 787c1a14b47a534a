import { m } from '$lib/paraglide/messages';
import type { Session } from '$lib/api/types';
import type { IconName } from '$lib/ui/icons';

/** The event whose pages are open; `routes/konsol/acara/[id]/+layout.server.ts` returns it as `consoleEvent`. */
export type ConsoleEvent = {
  id: string;
  title: string;
  permissions: string[];
  jp?: number | null;
  registered?: number;
  decisions?: number;
};

export type NavigationEntry = { to: string; icon: IconName; label: string; count?: string; due?: boolean };

type Rule = NavigationEntry & { permission?: string };

const allowed = (rules: Rule[], permissions: string[]) =>
  rules.filter(({ permission }) => !permission || permissions.includes(permission));

export function eventEntries(event: ConsoleEvent): NavigationEntry[] {
  const base = `/konsol/acara/${event.id}`;
  const { decisions, registered, jp } = event;
  return allowed(
    [
      {
        to: base,
        icon: 'list-check',
        label: m.nav_overview(),
        permission: 'attendance.overview',
        ...(decisions ? { count: String(decisions), due: true } : {}),
      },
      {
        to: `${base}/pendaftar`,
        icon: 'users',
        label: m.nav_registrations(),
        permission: 'registrations.list',
        ...(registered !== undefined && { count: String(registered) }),
      },
      {
        to: `${base}/utusan`,
        icon: 'building',
        label: m.nav_delegations(),
        permission: 'registrations.manage',
      },
      {
        to: `${base}/agenda`,
        icon: 'calendar-event',
        label: m.nav_agenda(),
        permission: 'events.read',
        ...(jp ? { count: m.common_jp({ jp }) } : {}),
      },
      { to: `${base}/formulir`, icon: 'edit', label: m.nav_form(), permission: 'events.read' },
      { to: `${base}/pintu`, icon: 'door-enter', label: m.nav_doors(), permission: 'gates.read' },
      {
        to: `${base}/kehadiran`,
        icon: 'clipboard-check',
        label: m.nav_presence(),
        permission: 'attendance.overview',
      },
      { to: `${base}/sertifikat`, icon: 'certificate', label: m.nav_certificates(), permission: 'certificates.read' },
      { to: `${base}/komitmen`, icon: 'signature', label: m.nav_commitment(), permission: 'events.read' },
      { to: `${base}/email`, icon: 'mail', label: m.nav_mails(), permission: 'mails.read' },
      { to: `${base}/pengaturan`, icon: 'settings', label: m.nav_event_settings(), permission: 'events.edit' },
    ],
    event.permissions,
  );
}

export function cityEntries(session: Session): NavigationEntry[] {
  return allowed(
    [
      { to: '/konsol', icon: 'flag', label: m.common_all_events() },
      { to: '/konsol/pegawai', icon: 'id-badge-2', label: m.nav_directory(), permission: 'directory.read' },
      { to: '/konsol/jp', icon: 'school', label: m.nav_records(), permission: 'records.read' },
      { to: '/konsol/email', icon: 'mail', label: m.nav_mails(), permission: 'mails.read' },
      { to: '/konsol/pekerjaan', icon: 'progress-check', label: m.nav_jobs(), permission: 'jobs.read' },
      { to: '/konsol/jejak', icon: 'history', label: m.nav_audit(), permission: 'audit.read' },
      { to: '/konsol/akun', icon: 'user', label: m.nav_accounts(), permission: 'accounts.manage' },
      { to: '/konsol/pengaturan', icon: 'settings', label: m.nav_settings(), permission: 'organisation.edit' },
    ],
    session.permissions,
  );
}
