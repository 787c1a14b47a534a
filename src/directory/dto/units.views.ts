export class UnitInTree {
  id!: string;
  code!: string;
  name!: string;
  parentId!: string | null;
  /** False: part of another unit by now. */
  active!: boolean;
  mergedIntoId!: string | null;
  /** Of this unit itself. */
  employees!: number;
}
