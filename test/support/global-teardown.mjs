export default async function teardown() {
  await globalThis.privateMariadb?.stop();
}
