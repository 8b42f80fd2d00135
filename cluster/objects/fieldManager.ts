/** Owner of the fields that this product writes. */
export const FIELD_MANAGER = 'data-platform-manifests';
