import Drawing

/// How the report looks: light and dark, wide and narrow, on screen and on paper.
enum PageStyle {
  /// The style sheet.
  static let css = rules + shades

  /// The palette's shades are too dark for dark paper; dots and dashes tell them from their full colours.
  private static let shades =
    "@media screen and (prefers-color-scheme: dark) {\n"
    + (17..<24).map { index in
      let (shade, full) = (Palette.series(index).hex, Palette.series(index - 16).hex)
      return
        "  svg [stroke='\(shade)'] { stroke: \(full); } svg [fill='\(shade)'] { fill: \(full); }\n"
    }.joined() + "}\n"

  private static let rules = """
    :root { color-scheme: light dark; --paper: #ffffff; --ink: #1f2430; --faint: #5b6472;
      --line: #e3e7ed; --soft: #f5f7fa; --accent: #0072b2; --good: #00795a; --bad: #b3261e;
      --badsoft: #fdecea; }
    @media screen and (prefers-color-scheme: dark) { :root { --paper: #14171c; --ink: #e6e9ee;
      --faint: #a3acb9; --line: #2d333c; --soft: #1c2027; --accent: #6cb8ea; --good: #4fc3a1;
      --bad: #ff8a80; --badsoft: #3a1d1b; } }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 56px; }
    body { margin: 0; font: 15px/1.5 Helvetica, Arial, 'DejaVu Sans', sans-serif;
      color: var(--ink); background: var(--paper); }
    main, header { max-width: 1280px; margin: 0 auto; padding: 0 24px; }
    header { padding-top: 24px; }
    h1 { font-size: 26px; margin: 0 0 4px; overflow-wrap: anywhere; }
    h2 { font-size: 20px; margin: 40px 0 8px; }
    h3 { font-size: 16px; margin: 24px 0 6px; }
    p { margin: 6px 0; max-width: 80ch; }
    .note, figcaption { color: var(--faint); font-size: 13px; }
    a { color: var(--accent); }
    a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible,
    tr:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
    .skip { position: absolute; left: -999px; }
    .skip:focus { left: 8px; top: 8px; background: var(--paper); padding: 8px; z-index: 9; }
    nav { position: sticky; top: 0; z-index: 3; background: var(--paper);
      border-bottom: 1px solid var(--line); }
    nav ul { max-width: 1280px; margin: 0 auto; padding: 8px 24px; display: flex; gap: 4px 18px;
      list-style: none; overflow-x: auto; white-space: nowrap; }
    nav a { text-decoration: none; padding: 6px 0; display: inline-block; }
    .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr));
      gap: 10px; margin: 16px 0; }
    .facts div { background: var(--soft); border: 1px solid var(--line); border-radius: 8px;
      padding: 8px 12px; }
    .facts b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; }
    .facts span { color: var(--faint); font-size: 13px; }
    .facts .bad b { color: var(--bad); }
    .faults { border: 1px solid var(--bad); background: var(--badsoft); border-radius: 8px;
      padding: 8px 16px 12px; margin: 16px 0; }
    .faults h2 { margin: 4px 0; color: var(--bad); }
    .faults a { color: var(--bad); }
    .faults ul { margin: 4px 0; padding-left: 20px; overflow-wrap: anywhere; }
    .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px;
      max-width: 100%; }
    .tall { max-height: 75vh; overflow-y: auto; }
    table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: 14px;
      font-variant-numeric: tabular-nums; }
    th, td { padding: 4px 10px; border-bottom: 1px solid var(--line); text-align: left;
      white-space: nowrap; }
    tbody tr:last-child td, tbody tr:last-child th { border-bottom: 0; }
    .n { text-align: right; }
    thead th { position: sticky; top: 0; background: var(--soft); z-index: 1; }
    tbody th { font-weight: 600; position: sticky; left: 0; background: var(--paper); z-index: 1; }
    .sortable tbody th { max-width: min(48ch, 42vw); white-space: normal; overflow-wrap: anywhere; }
    .tall tbody th, .tall td { max-width: min(36ch, 42vw); overflow: hidden;
      text-overflow: ellipsis; }
    thead th:first-child { left: 0; z-index: 2; }
    thead button { all: unset; cursor: pointer; font-weight: 600; }
    thead button:focus-visible { outline: 2px solid var(--accent); }
    th[aria-sort=ascending] button::after { content: ' \\2191'; }
    th[aria-sort=descending] button::after { content: ' \\2193'; }
    td small { color: var(--faint); font-size: 11px; }
    td.best { color: var(--good); font-weight: 600; }
    td.bad, tr.bad td, .badtext { color: var(--bad); }
    tbody tr[tabindex] { cursor: pointer; }
    tbody tr[tabindex]:hover td, tbody tr[tabindex]:hover th { background: var(--soft); }
    .tools { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; margin: 8px 0; }
    .tools label { display: flex; gap: 6px; align-items: center; color: var(--faint); }
    input, select, .tools button, dialog button { font: inherit; color: inherit;
      background: var(--paper); border: 1px solid var(--line); border-radius: 6px;
      padding: 4px 8px; max-width: 100%; }
    .tools button, dialog button { cursor: pointer; background: var(--soft); }
    .tools button:disabled { opacity: 0.45; cursor: default; }
    figure { margin: 12px 0; border: 1px solid var(--line); border-radius: 8px; padding: 8px;
      position: relative; background: var(--paper); }
    figure svg { display: block; width: 100%; height: auto; }
    figure .narrow { display: none; }
    figure output { position: absolute; display: none; pointer-events: none; z-index: 2;
      background: var(--soft); border: 1px solid var(--line); border-radius: 6px;
      padding: 6px 9px; font-size: 13px; white-space: pre; font-variant-numeric: tabular-nums;
      box-shadow: 0 2px 8px #0003; }
    .pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 520px), 1fr));
      gap: 0 16px; }
    dialog { color: inherit; background: var(--paper); border: 1px solid var(--line);
      border-radius: 10px; padding: 16px 20px 20px; width: min(1100px, 94vw); max-height: 92vh;
      overflow: auto; }
    dialog::backdrop { background: #0008; }
    dialog h2 { margin: 0 40px 8px 0; overflow-wrap: anywhere; }
    dialog .close { position: absolute; right: 14px; top: 14px; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 16px; margin: 8px 0; }
    dt { color: var(--faint); }
    dd { margin: 0; overflow-wrap: anywhere; }
    code, pre { font: 13px/1.45 'DejaVu Sans Mono', Menlo, Consolas, monospace; }
    pre { background: var(--soft); border: 1px solid var(--line); border-radius: 6px;
      padding: 8px 10px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
    footer { max-width: 1280px; margin: 40px auto 24px; padding: 0 24px; color: var(--faint);
      font-size: 13px; }
    svg .hover { stroke: var(--faint); stroke-dasharray: 3 3; }
    @media screen and (prefers-color-scheme: dark) {
      svg [fill='#ffffff'] { fill: var(--paper); }
      svg [fill='#f5f7fa'] { fill: var(--soft); }
      svg [fill='#1f2430'] { fill: var(--ink); }
      svg [fill='#5b6472'] { fill: var(--faint); }
      svg [stroke='#e3e7ed'] { stroke: var(--line); }
      svg [stroke='#5b6472'] { stroke: var(--faint); }
      svg [stroke='#1f2430'] { stroke: var(--ink); }
      svg :is([stroke='#0072b2'], [stroke='#0c537e']) { stroke: #4d8df0; }
      svg :is([fill='#0072b2'], [fill='#0c537e']) { fill: #4d8df0; }
      svg [fill='#b34f00'] { fill: #ff9d5c; }
      svg [data-key] rect ~ * [fill='#1f2430'], svg [data-key] rect ~ [fill='#1f2430'] {
        fill: #1f2430; }
      svg [data-key] rect ~ * [fill='#ffffff'], svg [data-key] rect ~ [fill='#ffffff'] {
        fill: #ffffff; }
    }
    @media (max-width: 640px) {
      main, header, nav ul, footer { padding-left: 12px; padding-right: 12px; }
      h1 { font-size: 21px; }
      figure { padding: 2px; }
      figcaption { padding: 0 6px 4px; }
      dialog figure { overflow-x: auto; }
      dialog figure svg { width: 720px; }
      figure .wide { display: none; } figure .narrow { display: block; }
      th, td { padding: 4px 7px; }
      .extra { display: none; }
      dl { gap: 2px 10px; }
      dialog { padding: 12px; }
      dialog h2 { margin-right: 64px; }
    }
    @media print {
      :root { --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #bbbbbb;
        --soft: #ffffff; }
      nav, .tools label, .tools button, .hint, .skip, .close { display: none; }
      body:has(dialog[open]) > :not(dialog) { display: none; }
      dialog::backdrop { display: none; }
      dialog[open] { position: static; width: auto; max-width: none; max-height: none; border: 0;
        padding: 0; }
      .scroll, .tall { overflow: visible; max-height: none; border: 0; }
      table { font-size: 10px; border-collapse: collapse; }
      th, td { padding: 2px 5px; white-space: normal; overflow-wrap: anywhere; }
      thead th, tbody th { position: static; }
      .sortable tbody th, .tall tbody th, .tall td { max-width: none; }
      figure, tr, .sortable { break-inside: avoid; }
      .pair { grid-template-columns: 1fr 1fr; }
      figure .wide { display: none; } figure .narrow { display: block; }
      main > section > figure .narrow { width: 60%; }
      h2, h3, h3 + .note { break-after: avoid; }
    }

    """
}
