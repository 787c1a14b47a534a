export class UnitView {
  id!: string;
  name!: string;
  parentId!: string | null;
}

export class RankView {
  /** What a registration stores, such as `III/d` or `IX`. */
  code!: string;
  /** What is printed, such as `Penata Tingkat I (III/d)`. */
  label!: string;
}

export class RanksView {
  pns!: RankView[];
  pppk!: RankView[];
}
