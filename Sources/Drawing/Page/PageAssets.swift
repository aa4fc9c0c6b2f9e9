/// The fixed parts of an interactive page.
enum PageAssets {
  /// The bar at the top; both texts are escaped.
  static func toolbar(searchHint: String, summary: String) -> String {
    """
    <div id="bar">
    <label>find <input id="find" type="search" placeholder="\(searchHint)" autocomplete="off"></label>
    <output id="found"></output>
    <button id="in" title="zoom in">+</button>
    <button id="out" title="zoom out">&#8722;</button>
    <button id="all" title="show everything">all</button>
    <b>\(summary)</b>
    <span>Ctrl + wheel zooms, dragging moves, a click on a bar or row marks it, Esc clears.</span>
    </div>

    """
  }

  static let style = """

    body { margin: 0; font: 14px Helvetica, Arial, 'DejaVu Sans', sans-serif; color: #1f2430;
      background: #fff; }
    #bar { position: sticky; top: 0; z-index: 1; padding: 8px 24px; background: #f5f7fa;
      border-bottom: 1px solid #e3e7ed; white-space: nowrap; overflow: hidden;
      text-overflow: ellipsis; }
    #bar span { color: #5b6472; margin-left: 12px; }
    #bar button { min-width: 34px; }
    #bar b { margin-left: 12px; }
    #found { color: #b34f00; }
    #picture { margin: 0 auto; max-width: 1600px; }
    #picture svg { display: block; width: 100%; height: auto; touch-action: pan-y; }
    #picture svg.zoomed { cursor: grab; touch-action: none; }
    #picture [data-key] { cursor: pointer; }
    svg.marked [data-key] { opacity: 0.25; }
    svg.marked [data-key].on { opacity: 1; }
    table { border-collapse: collapse; margin: 16px 24px 40px; font-variant-numeric: tabular-nums; }
    th, td { padding: 3px 12px; text-align: right; border-bottom: 1px solid #e3e7ed; }
    th { cursor: pointer; position: sticky; top: 41px; background: #fff; }
    tbody tr { cursor: pointer; }
    tbody tr:hover { background: #f5f7fa; }
    tr.mark td:last-child { color: #b34f00; font-weight: bold; }
    tbody tr.on { background: #fde9c8; }
    #tip { position: fixed; display: none; pointer-events: none; white-space: pre-line; z-index: 2;
      padding: 6px 9px; border-radius: 4px; background: #1f2430; color: #fff; font-size: 13px;
      max-width: 360px; }

    """

  static let script = """

    (() => {
      const $ = id => document.getElementById(id);
      const svg = document.querySelector('#picture svg');
      const tip = $('tip');
      const rows = new Map();
      const shapes = new Map();

      for (const row of document.querySelectorAll('#table tbody tr')) rows.set(row.dataset.key, row);
      for (const shape of svg.querySelectorAll('[data-key]')) {
        for (const key of shape.dataset.key.split('\\n')) {
          if (!shapes.has(key)) shapes.set(key, []);
          shapes.get(key).push(shape);
        }
      }
      // The page shows tooltips itself: at once, and beside the pointer.
      for (const title of svg.querySelectorAll('title')) {
        if (title.parentNode === svg) svg.setAttribute('aria-label', title.textContent);
        else title.parentNode.dataset.tip = title.textContent;
        title.remove();
      }

      let marked = null;
      const setMark = (key, on) => {
        const row = rows.get(key);
        if (row) row.classList.toggle('on', on);
        for (const shape of shapes.get(key) || []) shape.classList.toggle('on', on);
      };
      const mark = key => {
        if (marked !== null) setMark(marked, false);
        marked = key === marked || !(shapes.has(key) || rows.has(key)) ? null : key;
        if (marked !== null) setMark(marked, true);
        svg.classList.toggle('marked', marked !== null);
      };
      const show = element => element && element.scrollIntoView({block: 'center', behavior: 'smooth'});

      const full = svg.viewBox.baseVal;
      const whole = {x: full.x, y: full.y, width: full.width, height: full.height};
      let view = {...whole};
      const setView = next => {
        const width = Math.min(whole.width, Math.max(whole.width / 400, next.width));
        const height = width * whole.height / whole.width;
        view = {
          x: Math.min(Math.max(next.x, 0), whole.width - width),
          y: Math.min(Math.max(next.y, 0), whole.height - height), width, height};
        svg.setAttribute('viewBox', `${view.x} ${view.y} ${view.width} ${view.height}`);
        svg.classList.toggle('zoomed', width < whole.width);
      };
      const zoom = (factor, shareX = 0.5, shareY = 0.5) => setView({
        x: view.x + view.width * (1 - factor) * shareX,
        y: view.y + view.height * (1 - factor) * shareY, width: view.width * factor});
      $('in').onclick = () => zoom(0.7);
      $('out').onclick = () => zoom(1 / 0.7);
      $('all').onclick = () => setView(whole);
      svg.addEventListener('wheel', event => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        const box = svg.getBoundingClientRect();
        zoom(event.deltaY < 0 ? 0.85 : 1 / 0.85, (event.clientX - box.left) / box.width,
          (event.clientY - box.top) / box.height);
      }, {passive: false});

      let drag = null;
      svg.addEventListener('pointerdown', event => {
        drag = {x: event.clientX, y: event.clientY, view: {...view}, moved: false};
      });
      window.addEventListener('pointerup', () => { setTimeout(() => { drag = null; }); });
      window.addEventListener('pointermove', event => {
        const owner = event.target.closest && event.target.closest('[data-tip]');
        tip.style.display = owner ? 'block' : 'none';
        if (owner) {
          tip.textContent = owner.dataset.tip;
          tip.style.left = Math.min(event.clientX + 14, innerWidth - tip.offsetWidth - 8) + 'px';
          tip.style.top = Math.min(event.clientY + 14, innerHeight - tip.offsetHeight - 8) + 'px';
        }
        if (!drag) return;
        const unit = view.width / svg.getBoundingClientRect().width;
        const dx = event.clientX - drag.x;
        const dy = event.clientY - drag.y;
        if (Math.abs(dx) + Math.abs(dy) > 4) drag.moved = true;
        if (drag.moved && view.width < whole.width)
          setView({x: drag.view.x - dx * unit, y: drag.view.y - dy * unit, width: view.width});
      });
      svg.addEventListener('click', event => {
        const shape = event.target.closest('[data-key]');
        if (shape && !(drag && drag.moved)) mark(shape.dataset.key.split('\\n')[0]);
      });

      const table = $('table');
      if (table) {
        table.tBodies[0].addEventListener('click', event => {
          const row = event.target.closest('tr');
          mark(row.dataset.key);
          if (marked !== null) show((shapes.get(marked) || [])[0]);
        });
        table.tHead.addEventListener('click', event => {
          const cell = event.target.closest('th');
          if (!cell) return;
          const column = cell.cellIndex;
          const sign = cell.dataset.sign === '1' ? -1 : 1;
          for (const other of table.tHead.rows[0].cells) delete other.dataset.sign;
          cell.dataset.sign = sign;
          const value = row => row.cells[column].textContent;
          const sorted = [...table.tBodies[0].rows].sort((a, b) => {
            const difference = Number(value(a)) - Number(value(b));
            return sign * (Number.isNaN(difference) ? value(a).localeCompare(value(b)) : difference);
          });
          table.tBodies[0].append(...sorted);
        });
      }
      $('find').addEventListener('input', event => {
        const key = event.target.value.trim();
        const isKnown = key !== '' && (shapes.has(key) || rows.has(key));
        $('found').textContent = key === '' || isKnown ? '' : 'not found';
        if (isKnown && key === marked) return;
        if (marked !== null) mark(marked);
        if (!isKnown) return;
        mark(key);
        show((shapes.get(key) || [])[0] || rows.get(key));
      });
      window.addEventListener('keydown', event => {
        if (event.key === 'Escape' && marked !== null) mark(marked);
      });
      document.documentElement.dataset.ready = '1';
    })();

    """
}
