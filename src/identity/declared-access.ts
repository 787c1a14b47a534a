import { Injectable, type OnApplicationBootstrap, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS, type Access, permissions } from '../common/access/index.js';

export interface DeclaredRoute {
  method: string;
  path: string;
  handler: string;
  access: Access | undefined;
}

/** The routes of all controllers with what they declare; a route that declares nothing keeps the application from starting. */
@Injectable()
export class DeclaredAccess implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const faults = this.routes().flatMap((route) => faultOf(route) ?? []);
    if (faults.length > 0)
      throw new Error(`Routes without proper access:\n${faults.map((line) => `  - ${line}`).join('\n')}`);
  }

  routes(): DeclaredRoute[] {
    return this.discovery.getControllers().flatMap(({ instance, metatype }) => {
      if (!instance || !metatype) return [];
      const prototype = Object.getPrototypeOf(instance) as Record<string, () => unknown>;
      return this.scanner
        .getAllMethodNames(prototype)
        .flatMap((name) => this.routesOf(metatype as Type, prototype, name));
    });
  }

  private routesOf(controller: Type, prototype: Record<string, () => unknown>, name: string): DeclaredRoute[] {
    const handler = prototype[name]!;
    const method = this.reflector.get<RequestMethod | undefined>(METHOD_METADATA, handler);
    if (method === undefined) return [];
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [handler, controller]);
    const parts = [
      this.reflector.get<string | string[]>(PATH_METADATA, controller),
      this.reflector.get<string | string[]>(PATH_METADATA, handler),
    ];
    return pathsOf(parts).map((path) => ({
      method: RequestMethod[method],
      path,
      handler: `${controller.name}.${name}`,
      access,
    }));
  }
}

function pathsOf([controller, handler]: (string | string[])[]): string[] {
  return [controller].flat().flatMap((front) =>
    [handler].flat().map(
      (back) =>
        `/${[front, back]
          .map((part) => (part ?? '').replace(/^\/+|\/+$/g, ''))
          .filter(Boolean)
          .join('/')}`,
    ),
  );
}

function faultOf({ method, path, handler, access }: DeclaredRoute): string | undefined {
  const route = `${method} ${path} (${handler})`;
  if (!access) return `${route} declares none of @Public, @SignedIn, @Permit`;
  if (access.kind !== 'permit' || !/\/:eventId(\/|$)/.test(path)) return undefined;
  return permissions[access.permission].scope === 'event'
    ? undefined
    : `${route} is about an event, but ${access.permission} is held everywhere only`;
}
