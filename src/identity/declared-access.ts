import { Injectable, type OnApplicationBootstrap, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ACCESS, type Access, permissions } from '../common/access/index.js';

export interface DeclaredRoute {
  method: string;
  /** Without the prefix of the API. */
  path: string;
  handler: string;
  access: Access | undefined;
}

type Handler = (...args: never[]) => unknown;

/** The routes of all controllers with what they declare; needs the classes only, so it works without a running server. */
export function declaredRoutes(modules: ModulesContainer): DeclaredRoute[] {
  const controllers = [...modules.values()].flatMap((module) => [...module.controllers.values()]);
  return controllers.flatMap(({ metatype }) => (metatype ? routesOf(metatype as Type) : []));
}

/** A route that declares nothing, or something that cannot be, keeps the application from starting. */
@Injectable()
export class DeclaredAccess implements OnApplicationBootstrap {
  constructor(private readonly modules: ModulesContainer) {}

  onApplicationBootstrap(): void {
    const faults = declaredRoutes(this.modules).flatMap((route) => faultOf(route) ?? []);
    if (faults.length > 0) throw new Error(`Routes without proper access:\n  - ${faults.join('\n  - ')}`);
  }
}

function routesOf(controller: Type): DeclaredRoute[] {
  const prototype = controller.prototype as Record<string, Handler>;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name]!;
    const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
    if (method === undefined) return [];
    const access = [handler, controller].map((target) => Reflect.getMetadata(ACCESS, target) as Access | undefined);
    return pathsOf(controller).flatMap((front) =>
      pathsOf(handler).map((back) => ({
        method: RequestMethod[method],
        path: `/${[front, back].filter(Boolean).join('/')}`,
        handler: `${controller.name}.${name}`,
        access: access.find((declared) => declared !== undefined),
      })),
    );
  });
}

const pathsOf = (target: object): string[] =>
  [Reflect.getMetadata(PATH_METADATA, target) as string | string[]]
    .flat()
    .map((path) => path.replace(/^\/+|\/+$/g, ''));

function faultOf({ method, path, handler, access }: DeclaredRoute): string | undefined {
  const route = `${method} ${path} (${handler})`;
  if (!access) return `${route} declares none of @Public, @SignedIn, @Permit`;
  if (access.kind !== 'permit' || !/\/:eventId(\/|$)/.test(path)) return undefined;
  return permissions[access.permission].scope === 'event'
    ? undefined
    : `${route} is about an event, but ${access.permission} is held everywhere only`;
}
